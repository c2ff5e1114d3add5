import { build } from '../../../util/node.ts';
import type { Buildable, MapNode } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { conditional, getAtt, ifParts, isNoValue } from '../intrinsics.ts';
import { awsManagedPolicyArn } from '../managed-policies.ts';
import { resolveParameters } from '../parameters.ts';
import { addManagedPolicy, addPolicies, addRole, serviceTrust } from '../role.ts';
import { createdByTags } from '../tags.ts';
import { given, mapOf, present, prop } from '../values.ts';
import type { FunctionParts } from './function-parts.ts';
import { isTraced } from './lambda-function.ts';

/** Puts into the role draft what the function's properties imply and its `Policies` say. */
export function draftRole(context: SamContext, parts: FunctionParts): void {
  const { logicalId, properties, role, typeAt } = parts;
  const add = (name: string, at = typeAt): void => addManagedPolicy(role, build(awsManagedPolicyArn(context, name), at));
  const durable = given(properties, 'DurableConfig');
  add(
    `service-role/AWSLambdaBasic${durable === undefined ? '' : 'Durable'}ExecutionRole${durable === undefined ? '' : 'Policy'}`,
    durable?.at,
  );
  if (isTraced(context, properties)) add(xrayPolicyName(context), prop(properties, 'Tracing')!.at);
  const network = given(properties, 'VpcConfig');
  if (network !== undefined) add('service-role/AWSLambdaVPCAccessExecutionRole', network.at);
  const deadLetters = mapOf(given(properties, 'DeadLetterQueue'));
  if (deadLetters !== undefined) role.policies.unshift(build(deadLetterPolicy(deadLetters), deadLetters.at));
  addPolicies(context, logicalId, role, prop(properties, 'Policies'));
}

/** The policy for sending traces, whose name differs outside the standard partition. */
export function xrayPolicyName(context: SamContext): string {
  return context.partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess';
}

function deadLetterPolicy(queue: MapNode): Buildable {
  const type = queue.get('Type');
  const action = type?.kind === 'scalar' && type.value === 'SNS' ? 'sns:Publish' : 'sqs:SendMessage';
  return {
    PolicyName: 'DeadLetterQueuePolicy',
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Action: action, Resource: prop(queue, 'TargetArn'), Effect: 'Allow' }] },
  };
}

/** Writes the role unless the function has its own; with `Fn::If` in Role, where that leaves it out. */
export function addExecutionRole(context: SamContext, parts: FunctionParts, lambda: MapNode): void {
  const { logicalId, properties, passedOn, typeAt } = parts;
  const written = prop(properties, 'Role');
  const choice = ifParts(written);
  if (written !== undefined && choice === undefined) return;
  const arn = getAtt(`${logicalId}Role`, 'Arn');
  if (written === undefined) {
    lambda.set('Role', build(arn, typeAt));
    writeRole(context, parts, passedOn['Condition']);
    return;
  }
  const resolved = resolveParameters(context, written);
  const resolvedChoice = ifParts(resolved);
  if (resolvedChoice === 'malformed' || resolvedChoice === undefined) {
    context.fail(logicalId, 'Role holds a malformed Fn::If', written.at);
    return;
  }
  lambda.set('Role', resolved);
  const { condition, whenTrue, whenFalse } = resolvedChoice;
  if (isNoValue(whenTrue) && isNoValue(whenFalse)) {
    lambda.set('Role', build(arn, written.at));
    writeRole(context, parts, passedOn['Condition']);
  } else if (isNoValue(whenTrue)) {
    lambda.set('Role', build(conditional(condition, arn, present(whenFalse)), written.at));
    writeRole(context, parts, condition);
  } else if (isNoValue(whenFalse)) {
    const name = `NOT${condition.kind === 'scalar' ? String(condition.value) : ''}`;
    lambda.set('Role', build(conditional(condition, whenTrue, arn), written.at));
    context.conditions.set(name, build({ 'Fn::Not': [{ Condition: condition }] }, written.at));
    writeRole(context, parts, name);
  }
}

function writeRole(context: SamContext, parts: FunctionParts, condition: Buildable | undefined): void {
  const { logicalId, properties, passedOn, role, typeAt } = parts;
  const trust = prop(properties, 'AssumeRolePolicyDocument') ?? serviceTrust('lambda.amazonaws.com');
  addRole(
    context,
    `${logicalId}Role`,
    {
      trust,
      draft: role,
      path: prop(properties, 'RolePath'),
      permissionsBoundary: prop(properties, 'PermissionsBoundary'),
      tags: createdByTags('lambda:createdBy', prop(properties, 'Tags')),
    },
    { at: given(properties, 'Policies')?.at ?? typeAt, attributes: { ...passedOn, Condition: condition } },
  );
}
