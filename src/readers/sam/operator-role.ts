import { ListNode, build } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import { passedOnAttributes } from './attributes.ts';
import type { SamContext } from './context.ts';
import { awsManagedPolicyArn } from './managed-policies.ts';
import { addRole, serviceTrust } from './role.ts';
import { mergeTags, tagList } from './tags.ts';
import { given, isGiven, mapOf, propertiesOf } from './values.ts';

/** The owner's tags, and after them the one by which SAM marks what it makes. */
export function tagsThenCreatedBy(tags: Node | undefined, at: Node['at']): Node[] {
  const owned = mapOf(tags);
  return mergeTags(owned === undefined ? [] : tagList(owned), createdBy(at), at).items;
}

/**
 * Adds the role with which Lambda runs a resource for the owner; it has one policy of AWS.
 * With PropagateTags the owner's tags join the role's own.
 */
export function addOperatorRole(context: SamContext, logicalId: string, resource: MapNode, policyName: string): void {
  const properties = propertiesOf(resource);
  const at = resource.get('Type')?.at ?? resource.at;
  const owned = isGiven(properties?.get('PropagateTags')) ? mapOf(given(properties, 'Tags')) : undefined;
  addRole(
    context,
    `${logicalId}OperatorRole`,
    {
      trust: serviceTrust('lambda.amazonaws.com'),
      draft: { managedPolicyArns: [build(awsManagedPolicyArn(context, policyName), at)], policies: [] },
      tags: owned === undefined ? new ListNode(at, createdBy(at)) : mergeTags(createdBy(at), tagList(owned), at),
    },
    { at, attributes: passedOnAttributes(resource) },
  );
}

function createdBy(at: Node['at']): Node[] {
  return tagList(build({ 'lambda:createdBy': 'SAM' }, at) as MapNode);
}
