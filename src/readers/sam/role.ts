import { ListNode, ScalarNode, build, onlyEntry, stringOf } from '../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';
import type { SamContext } from './context.ts';
import { sameText } from './ids.ts';
import { ifParts, isIntrinsic, isNoValue } from './intrinsics.ts';
import { managedPolicyArn } from './managed-policies.ts';
import { isPolicyTemplate } from '../../data/policy-templates.ts';
import { expandPolicyTemplate } from './policy-templates.ts';
import { isGiven } from './values.ts';

/** An execution role while its resource is expanded: event sources add to it before it is written. */
export interface RoleDraft {
  readonly managedPolicyArns: Node[];
  readonly policies: Node[];
}

/** What `Policies` holds at one place. */
type PolicyKind = 'managed' | 'document' | 'template' | 'unknown' | 'mixed';

/** Turns `Policies` (a value or a list: managed policies, documents, policy templates, or `Fn::If` of these) into parts of the role. */
export function addPolicies(context: SamContext, logicalId: string, role: RoleDraft, policies: Node | undefined): void {
  if (!isGiven(policies)) return;
  const items = policies.kind === 'list' ? policies.items : [policies];
  items.forEach((item, index) => {
    const kind = policyKind(item);
    if (kind === 'unknown')
      context.fail(logicalId, `Policies[${index}] is neither a managed policy, a policy document nor a policy template`, item.at);
    else if (kind === 'mixed')
      context.fail(logicalId, `both branches of the Fn::If in Policies[${index}] must be policies of the same kind`, item.at);
    else if (kind === 'managed')
      addManagedPolicy(
        role,
        convertBranches(item, (policy) => managedArn(context, policy)),
      );
    else {
      const document = kind === 'template' ? convertBranches(item, (policy) => fromTemplate(context, logicalId, policy)) : item;
      const name = `${logicalId}RolePolicy${index}`;
      role.policies.push(convertBranches(document, (policy) => build({ PolicyName: name, PolicyDocument: policy }, policy.at)));
    }
  });
}

/** Adds a managed policy once. */
export function addManagedPolicy(role: RoleDraft, arn: Node): void {
  const text = sameText(arn);
  if (!role.managedPolicyArns.some((other) => sameText(other) === text)) role.managedPolicyArns.push(arn);
}

/** Adds an inline policy unless the role has one with the same document. */
export function addInlinePolicy(role: RoleDraft, policy: Node): void {
  const document = (node: Node): string => {
    const found = node.kind === 'map' ? node.get('PolicyDocument') : undefined;
    return found === undefined ? '' : sameText(found);
  };
  const text = document(policy);
  if (!role.policies.some((other) => document(other) === text)) role.policies.push(policy);
}

function policyKind(policy: Node): PolicyKind {
  if (stringOf(policy) !== undefined) return 'managed';
  const choice = ifParts(policy);
  if (choice === 'malformed') return 'unknown';
  if (choice !== undefined) {
    const [whenTrue, whenFalse] = [policyKind(choice.whenTrue), policyKind(choice.whenFalse)];
    if (whenTrue === whenFalse || isNoValue(choice.whenFalse)) return whenTrue;
    return isNoValue(choice.whenTrue) ? whenFalse : 'mixed';
  }
  if (isIntrinsic(policy)) return 'managed';
  if (policy.kind === 'map' && policy.has('Statement')) return 'document';
  const only = onlyEntry(policy);
  return only !== undefined && isPolicyTemplate(only.key) ? 'template' : 'unknown';
}

/** Applies a change to a policy, or to each branch of a choice that is not `AWS::NoValue`. */
function convertBranches(policy: Node, change: (policy: Node) => Node): Node {
  const choice = ifParts(policy);
  if (choice === undefined || choice === 'malformed') return change(policy);
  const branch = (node: Node): Node => (isNoValue(node) ? node : change(node));
  return build({ 'Fn::If': [choice.condition, branch(choice.whenTrue), branch(choice.whenFalse)] }, policy.at);
}

function managedArn(context: SamContext, policy: Node): Node {
  const name = stringOf(policy);
  if (name === undefined) return policy;
  const arn = managedPolicyArn(context, name);
  return arn === name ? policy : new ScalarNode(arn, policy.at);
}

function fromTemplate(context: SamContext, logicalId: string, policy: Node): Node {
  const only = onlyEntry(policy)!;
  const document = expandPolicyTemplate(only.key, only.value, policy.at);
  if (document.kind === 'map') return document;
  context.fail(logicalId, document.message, policy.at);
  return build({ Statement: [] }, policy.at);
}

/** The trust policy that lets one AWS service assume a role. */
export function serviceTrust(service: string): Buildable {
  return {
    Version: '2012-10-17',
    Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [service] } }],
  };
}

/** The properties of a generated role. */
export interface RoleProperties {
  readonly trust: Buildable;
  readonly draft: RoleDraft;
  readonly path?: Node | undefined;
  readonly permissionsBoundary?: Node | undefined;
  readonly tags?: Buildable | undefined;
}

/** Writes a generated role; `at` is the owner's node that caused it. */
export function addRole(
  context: SamContext,
  logicalId: string,
  role: RoleProperties,
  place: { at: Span; attributes: { readonly [name: string]: Buildable | undefined } },
): MapNode {
  const { draft } = role;
  return context.add(logicalId, {
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: role.trust,
      ManagedPolicyArns: new ListNode(place.at, draft.managedPolicyArns),
      Path: role.path,
      Policies: draft.policies.length === 0 ? undefined : new ListNode(place.at, draft.policies),
      PermissionsBoundary: role.permissionsBoundary,
      Tags: role.tags,
    },
    attributes: place.attributes,
    origin: place.at,
    because: 'role generated by SAM',
  });
}
