import { evaluate } from '../../../src/iam/evaluate.ts';
import type { EvaluationInput } from '../../../src/iam/evaluate.ts';
import type { Policy, PolicyStatement } from '../../../src/iam/policy.ts';
import type { Principal } from '../../../src/iam/principal.ts';
import type { App } from '../../../src/model/app.ts';
import { resourceStatement } from '../../../src/model/resource-statement.ts';
import { policyOf, rolePolicy } from '../../../src/model/role-policy.ts';
import type { RoleStatement } from '../../../src/model/role-policy.ts';
import { property } from '../../../src/model/template.ts';
import type { Resource } from '../../../src/model/template.ts';
import { isUnknown, resourcesIn } from '../../../src/model/value.ts';
import type { Refuse } from './gate.ts';
import { policyFilled } from './judge.ts';
import { askedOf } from './needed.ts';
import type { Asked } from './needed.ts';
import { ACCOUNT, REGION } from './physical.ts';
import type { Physical } from './physical.ts';

/** A made app, and the function whose role calls AWS. */
export interface Caller {
  readonly app: App;
  readonly physical: Physical;
  /** Logical id of the function. */
  readonly id: string;
}

/** All that the policies of a function's role say, managed ones and their boundary among them. Throws when something cannot be read. */
export function statementsOf({ app, id }: Pick<Caller, 'app' | 'id'>): readonly RoleStatement[] {
  const roleId = app.functions.find((fn) => fn.id === id)?.roleId;
  const role = app.roles.find((one) => one.id === roleId);
  if (role === undefined) throw new Error(`${id} has no role in the template`);
  const { statements, unreadable, boundary } = rolePolicy(app, role);
  if (unreadable.length > 0 || boundary !== null) throw new Error(`${roleId} cannot be read whole: ${unreadable[0]?.reason}`);
  return statements;
}

/**
 * Decides calls of a function as AWS would: its role must allow every action that a call asks for, and the policies of the app's resources
 * and keys must not stand in the way. `statements`: what the role says, if not what the template has.
 */
export function enforced(caller: Caller, statements: readonly RoleStatement[] = statementsOf(caller)): Refuse {
  const { physical } = caller;
  const identity = [policyFilled(policyOf(statements), physical)];
  const principal = principalOf(caller);
  return (call) =>
    askedOf(call, physical)
      .flatMap((asked) => [{ ...asked, via: null }, ...throughService(caller, asked)])
      .filter(({ action, arn, via }) => {
        const resource = resourcePolicyOf(caller, arn);
        return evaluate({ action, resource: arn, context: contextOf(via), principal }, { identity, resource }).decision !== 'allowed';
      })
      .map(({ action, arn, via }) => `${action} on ${arn}${via === null ? '' : ` via ${via}`}`);
}

function principalOf({ app, physical, id }: Caller): Principal {
  const roleId = app.functions.find((fn) => fn.id === id)?.roleId ?? '';
  const role = physical[roleId];
  const session = `${role?.['name']}/${physical[id]?.['name']}`;
  const issuer = role?.['Arn'] ?? '';
  return { kind: 'role-session', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${session}`, account: ACCOUNT, issuer };
}

/** `via`: the service that uses a key for the caller. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
function contextOf(via: string | null): ReadonlyMap<string, readonly string[]> {
  const context = new Map([
    ['aws:securetransport', ['true']],
    ['aws:requestedregion', [REGION]],
  ]);
  if (via !== null) context.set('kms:viaservice', [`${via}.${REGION}.amazonaws.com`]).set('kms:calleraccount', [ACCOUNT]);
  return context;
}

function resourcePolicyOf(caller: Caller, arn: string): NonNullable<EvaluationInput['resource']> {
  const { app, physical } = caller;
  const id = resourceAt(caller, arn)?.id;
  const documents = app.resourcePolicies
    .filter((policy) => id !== undefined && policy.guards.includes(id))
    .map((policy) => policy.document);
  if (documents.length === 0) return { policy: null, account: ACCOUNT };
  const statements = documents.flatMap((document) => document.statements).map((statement) => resourceStatement(app, statement));
  const blind = statements.find(isUnknown) ?? documents.flatMap((document) => document.unreadable)[0];
  if (blind !== undefined) throw new Error(`the policy of ${id} cannot be read: ${blind.reason}`);
  const policy: Policy = { version: '2012-10-17', statements: statements as PolicyStatement[] };
  return { policy: policyFilled(policy, physical), account: ACCOUNT };
}

/** The app's resource that an ARN is of, or of a part of which. */
function resourceAt({ app, physical }: Caller, arn: string): Resource | undefined {
  return app.resources.find(({ id }) => {
    const own = physical[id]?.['Arn'];
    return own !== undefined && own !== '' && (arn === own || arn.startsWith(`${own}/`));
  });
}

/**
 * What a service does with the key of a resource in the name of the caller, by action or service.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
const KEY_USE: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['kms:Decrypt'],
  's3:GetObject': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey'],
  'sqs:SendMessage': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'sns:Publish': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'secretsmanager:GetSecretValue': ['kms:Decrypt'],
};

const KEY_PROPERTIES: readonly string[] = ['SSESpecification', 'BucketEncryption', 'KmsMasterKeyId', 'KmsKeyId'];

function throughService(caller: Caller, { action, arn }: Asked): (Asked & { readonly via: string })[] {
  const { app, physical } = caller;
  const resource = resourceAt(caller, arn);
  const via = action.slice(0, action.indexOf(':'));
  const named = resource === undefined ? [] : KEY_PROPERTIES.flatMap((name) => keysIn(app, resource, name));
  const uses = KEY_USE[action] ?? KEY_USE[via] ?? [];
  return named.flatMap((key) => uses.map((use) => ({ action: use, arn: physical[key]?.['Arn'] ?? key, via })));
}

function keysIn(app: App, resource: Resource, name: string): string[] {
  return [...resourcesIn(property(resource, name))].filter((id) => app.resource(id)?.type === 'AWS::KMS::Key');
}
