import { difference } from './difference.ts';
import type { Difference, DifferenceOptions } from './difference.ts';
import type { Policy, PolicyCondition, PolicyStatement, PrincipalSet } from './policy.ts';
import { strangerConditions } from './sets/stranger.ts';

/** Who asks, and with which requests. */
export interface AnyoneOptions extends Pick<DifferenceOptions, 'actions' | 'ignore' | 'resources'> {
  /** `anonymous`: without credentials; `other-account` (when left out): a role of an account that the policy does not name. */
  readonly who?: 'anonymous' | 'other-account';
  /** Only requests for which these hold: `aws:SecureTransport` is false. */
  readonly conditions?: readonly PolicyCondition[];
}

/**
 * Whether a resource policy allows a request of somebody it does not name. The witness holds what that request has to bring along: tags of its
 * own, a referrer. What a stranger cannot choose is fixed: account, organization, address, VPC, and what calls on its behalf.
 * `decided` with `witness: null`: the policy allows strangers nothing. Statements without `Resource` count for every resource.
 * Give `actions` or `resources` where the policy belongs to one service or one resource. Cost and limits as `difference`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function allowsAnyone(policy: Policy, options: AnyoneOptions = {}): Difference {
  const who = options.who ?? 'other-account';
  const statements = policy.statements.filter(({ principals }) => reachesStranger(principals)).map(forAnyone);
  const limits = [...strangerConditions(policy, who), ...(options.conditions ?? [])];
  return difference([{ ...policy, statements }], [], {
    ...narrowing(options),
    anonymous: who === 'anonymous',
    within: [{ version: policy.version, statements: [everything(limits)] }],
  });
}

/**
 * Whether some request that meets the conditions is denied to nobody in particular: the witness is a request that no `Deny` for everyone
 * takes away. With `aws:SecureTransport` false as condition, and the bucket's ARNs as `resources`: whether plain HTTP gets through.
 * A `Deny` with exceptions among principals does not count, for those are not denied. Cost and limits as `difference`.
 */
export function escapesDeny(policy: Policy, options: Omit<AnyoneOptions, 'who'> = {}): Difference {
  const denied = policy.statements
    .filter(({ effect, principals }) => effect === 'Deny' && namesEveryone(principals))
    .map((statement) => ({ ...forAnyone(statement), effect: 'Allow' as const }));
  const all: Policy = { version: policy.version, statements: [everything(options.conditions ?? [])] };
  return difference([all], [{ ...policy, statements: denied }], narrowing(options));
}

function reachesStranger(principals: PrincipalSet | null): boolean {
  if (principals === null) return false;
  return principals.not ? !principals.entries.some(({ kind }) => kind === 'any') : namesEveryone(principals);
}

function namesEveryone(principals: PrincipalSet | null): boolean {
  return principals !== null && !principals.not && principals.entries.some(({ kind }) => kind === 'any');
}

/** The statement as one of an identity policy: whom it speaks of is settled. */
function forAnyone(statement: PolicyStatement): PolicyStatement {
  return { ...statement, principals: null, resources: statement.resources ?? { not: false, patterns: ['*'] } };
}

function everything(conditions: readonly PolicyCondition[]): PolicyStatement {
  const all = { not: false, patterns: ['*'] };
  return { sid: null, effect: 'Allow', actions: all, resources: all, principals: null, conditions };
}

function narrowing({ actions, ignore, resources }: AnyoneOptions): DifferenceOptions {
  return { ...(actions && { actions }), ...(ignore && { ignore }), ...(resources && { resources }) };
}
