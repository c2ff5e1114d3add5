import type { PolicyPrincipal, Request } from './policy.ts';

/** Who makes a request. */
export interface Principal {
  /**
   * - `role`: any session of a role; `role-session`: one session with its name; `federated-user`: a session of `sts:GetFederationToken`
   * - `federated`: a web identity or SAML user before it has a role; `service`: an AWS service that acts for itself
   */
  readonly kind: 'user' | 'role' | 'role-session' | 'federated-user' | 'federated' | 'service' | 'root' | 'anonymous';
  /** Of the role for `role`, of the session for `role-session` (`arn:aws:sts::111122223333:assumed-role/Orders/api`), the provider's
   *  name or ARN for `federated`, `lambda.amazonaws.com` for `service`, empty for `anonymous`. */
  readonly arn: string;
  /** Twelve digits; null for principals that belong to no account: services, federated and anonymous ones. */
  readonly account: string | null;
  /** ARN of the role (`role-session`) or user (`federated-user`) behind a session. For a role session it can be left out: the role's
   *  name, which is unique in its account, stands in the session's ARN. */
  readonly issuer?: string;
  /** S3's canonical user ID of the principal's account. */
  readonly canonicalUser?: string;
}

/**
 * How an entry of a `Principal` element names a principal:
 * - `itself`: its own ARN or name; `issuer`: the role or user behind the session; `anyone`: `*`
 * - `account`: its account, which hands the decision to the account's own policies
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Naming = 'itself' | 'issuer' | 'anyone' | 'account';

/** How the entry names the principal; null when it does not. */
export function namingOf(entry: PolicyPrincipal, principal: Principal): Naming | null {
  switch (entry.kind) {
    case 'any':
      return 'anyone';
    case 'service':
      return principal.kind === 'service' && entry.value === principal.arn ? 'itself' : null;
    case 'federated':
      return principal.kind === 'federated' && entry.value === principal.arn ? 'itself' : null;
    case 'canonical':
      return principal.canonicalUser === entry.value ? 'account' : null;
    case 'aws':
      return namingByArn(entry.value, principal);
  }
}

function namingByArn(value: string, principal: Principal): Naming | null {
  const { kind, arn, account } = principal;
  if (account === null) return null;
  if (isIssuer(value, principal)) return 'issuer';
  if (value === arn && arn !== '') return 'itself';
  return kind !== 'anonymous' && accountOfRoot(value) === account ? 'account' : null;
}

function isIssuer(value: string, { kind, arn, issuer }: Principal): boolean {
  if (kind === 'role') return value === arn && arn !== '';
  if (kind !== 'role-session') return issuer !== undefined && value === issuer;
  return issuer === undefined ? isRoleOfSession(value, arn) : value === issuer;
}

/** A session's ARN has the role's name without its path. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
function isRoleOfSession(role: string, session: string): boolean {
  const parts = /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)\//.exec(session);
  if (parts === null) return false;
  const [, partition, account, name] = parts;
  return role.startsWith(`arn:${partition}:iam::${account}:role/`) && role.endsWith(`/${name}`);
}

/** The account that an entry such as `arn:aws:iam::111122223333:root` stands for, in any partition; null for other ARNs. */
export function accountOfRoot(arn: string): string | null {
  return /^arn:[^:]*:iam::([^:]+):root$/.exec(arn)?.[1] ?? null;
}

/** A role that a service made for itself; service control policies do not reach it.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html */
export function isServiceLinked({ kind, arn, issuer }: Principal): boolean {
  if (kind !== 'role' && kind !== 'role-session') return false;
  return /:role\/aws-service-role\//.test(issuer ?? arn) || /:assumed-role\/AWSServiceRoleFor/.test(arn);
}

const PRINCIPAL_TYPES: Readonly<Record<Principal['kind'], string | null>> = {
  user: 'User',
  role: 'AssumedRole',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  federated: null,
  service: null,
  root: 'Account',
  anonymous: 'Anonymous',
};

/** The request's context with the keys that follow from its principal, unless the request sets them itself.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function withPrincipalKeys(context: Request['context'], principal: Principal): Request['context'] {
  const { kind, arn, account, issuer } = principal;
  const keys = new Map<string, readonly string[]>();
  const isService = kind === 'service';
  keys.set('aws:principalisawsservice', [String(isService)]);
  if (isService) keys.set('aws:principalservicename', [arn]);
  const type = PRINCIPAL_TYPES[kind];
  if (type !== null) keys.set('aws:principaltype', [type]);
  if (account !== null) keys.set('aws:principalaccount', [account]);
  // For a session of a role the key holds the role's ARN.
  const principalArn = kind === 'role-session' ? (issuer ?? roleArnOf(arn)) : arn;
  if (account !== null && principalArn !== '') keys.set('aws:principalarn', [principalArn]);
  if (kind === 'user') keys.set('aws:username', [arn.slice(arn.lastIndexOf('/') + 1)]);
  for (const [key, values] of context) keys.set(key, values);
  return keys;
}

function roleArnOf(session: string): string {
  return session.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ':iam:$1:role/$2');
}
