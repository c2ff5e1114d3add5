import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { readPolicyDocument } from './statement.ts';
import type { PolicyDocument } from './statement.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, get, itemsOf, resourceNamed, show } from './value.ts';
import type { Value } from './value.ts';
import { roleUsers } from './role-users.ts';

/** An IAM role of the app with everything attached to it. */
export interface Role {
  readonly id: string;
  readonly resource: Resource;
  readonly trust: PolicyDocument;
  /** Inline, standalone and owner-managed policies that apply to the role. */
  readonly policies: readonly IdentityPolicy[];
  /** Managed policies attached by ARN that are not resources of the app. */
  readonly managed: readonly ManagedPolicyRef[];
  readonly permissionsBoundary: Value | undefined;
  /** Ids of the Lambda functions that run with it. */
  readonly functions: readonly string[];
  /** Ids of other resources of the app that name it. */
  readonly usedBy: readonly string[];
  readonly at: Span;
}

/** A policy attached to a managed-policy list. */
export interface ManagedPolicyRef {
  readonly value: Value;
  /** `AmazonDynamoDBFullAccess` from an exact or partial ARN; null when it cannot be told. */
  readonly name: string | null;
  /** Whether it is AWS's (`arn:<partition>:iam::aws:policy/...`); false for an account's own; null when unknown. */
  readonly awsManaged: boolean | null;
  readonly at: Span;
}

/** An identity policy: where it is written and whom it applies to. */
export interface IdentityPolicy {
  /** The role's id for an inline policy, else the policy resource's id. */
  readonly subject: string;
  readonly name: string;
  readonly resource: Resource;
  readonly document: PolicyDocument;
  /** Ids of the app's roles it applies to. */
  readonly roles: readonly string[];
  readonly at: Span;
}

const ROLE_POLICY_TYPES: readonly string[] = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];
const OTHER_POLICY_TYPES: readonly string[] = ['AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy'];
const INLINE_OWNERS: readonly string[] = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** All identity policies of the app, each once. */
export function policiesOf(app: App): IdentityPolicy[] {
  const inline = app.ofType(...INLINE_OWNERS).flatMap(inlinePolicies);
  const standalone = app.ofType(...ROLE_POLICY_TYPES, ...OTHER_POLICY_TYPES).map((resource): IdentityPolicy => {
    const document = readPolicyDocument(property(resource, 'PolicyDocument'), resource.id, resource.at);
    return { subject: resource.id, name: resource.logicalId, resource, document, roles: rolesNamed(app, resource), at: resource.at };
  });
  return [...inline, ...standalone];
}

/** Statements are numbered through all inline policies of an owner, so that each keeps a subject of its own. */
function inlinePolicies(owner: Resource): IdentityPolicy[] {
  const roles = owner.type === 'AWS::IAM::Role' ? [owner.id] : [];
  let first = 0;
  return itemsOf(property(owner, 'Policies')).map((policy): IdentityPolicy => {
    const text = get(policy, 'PolicyDocument') ?? (policy.kind === 'unknown' ? policy : undefined);
    const document = readPolicyDocument(text, owner.id, policy.at, first);
    first += document.statements.length + document.unreadable.length;
    return { subject: owner.id, name: show(get(policy, 'PolicyName')), resource: owner, document, roles, at: policy.at };
  });
}

function rolesNamed(app: App, policy: Resource): string[] {
  const named = [...itemsOf(property(policy, 'Roles')), ...itemsOf(property(policy, 'RoleName'))];
  return named.map((value) => roleByName(app, value)).filter((id) => id !== undefined);
}

function roleByName(app: App, value: Value): string | undefined {
  const id = resourceNamed(value);
  if (id !== undefined) return id;
  const name = exactText(value);
  if (name === undefined) return undefined;
  return app.ofType('AWS::IAM::Role').find((role) => exactText(property(role, 'RoleName')) === name)?.id;
}

/** The app's roles, policies joined. */
export function rolesOf(app: App): Role[] {
  const usersOf = roleUsers(app);
  return app.ofType('AWS::IAM::Role').map((resource): Role => {
    const attached = itemsOf(property(resource, 'ManagedPolicyArns'));
    const own = new Set(attached.map((value) => resourceNamed(value)).filter((id) => id !== undefined));
    const users = usersOf(resource);
    return {
      id: resource.id,
      resource,
      trust: readPolicyDocument(property(resource, 'AssumeRolePolicyDocument'), resource.id, resource.at),
      policies: app.policies.filter((policy) => policy.roles.includes(resource.id) || own.has(policy.resource.id)),
      managed: attached.filter((value) => resourceNamed(value) === undefined).map(managedPolicyRef),
      permissionsBoundary: property(resource, 'PermissionsBoundary'),
      functions: users.filter((user) => user.type === 'AWS::Lambda::Function').map((user) => user.id),
      usedBy: users.map((user) => user.id),
      at: resource.at,
    };
  });
}

/** Reads a managed-policy ARN; the partition may be a hole. */
export function managedPolicyRef(value: Value): ManagedPolicyRef {
  const text = show(value);
  const aws = /:iam::aws:policy\/(?:.*\/)?([\w+=,.@-]+)$/.exec(text);
  const own = /:policy\/(?:.*\/)?([\w+=,.@-]+)$/.exec(text);
  const readable = value.kind === 'scalar' || value.kind === 'text';
  return {
    value,
    name: readable ? (aws?.[1] ?? own?.[1] ?? null) : null,
    awsManaged: aws !== null ? true : own !== null ? false : null,
    at: value.at,
  };
}
