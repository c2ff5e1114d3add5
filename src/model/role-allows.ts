import { difference } from '../iam/difference.ts';
import type { DifferenceOptions } from '../iam/difference.ts';
import { actionMatches } from '../iam/match.ts';
import { loosened, patternsOverlap } from '../iam/overlap.ts';
import type { PolicyCondition, PolicyStatement, Request } from '../iam/policy.ts';
import type { App } from './app.ts';
import { resourceArn } from './policy-text.ts';
import { policyOf } from './role-policy.ts';
import type { RolePolicy, RoleStatement } from './role-policy.ts';
import type { Resource } from './template.ts';
import { hole } from '../iam/policy.ts';

/** A request that a role may make, and the statement that allows it. */
export interface Allowed {
  readonly request: Request;
  readonly statement: RoleStatement;
  /** Condition keys that have to have certain values, and that the one who asks cannot choose. */
  readonly only: readonly string[];
}

/** What is asked of a role. */
export interface AllowedQuestion {
  readonly action: string;
  /** Patterns with holes; left out: on any resource. */
  readonly resources?: readonly string[];
  /** Only requests with these values of condition keys (`iam:PassedToService`). */
  readonly context?: Readonly<Record<string, string>>;
  /** Further denials, such as those of the resource's own policy. */
  readonly denials?: readonly PolicyStatement[];
}

/** Whether a role's own policies, within its boundary, allow a request: the request, null for none, or `unknown` where that is not decided. */
export function roleAllows(role: RolePolicy, question: AllowedQuestion): Allowed | null | 'unknown' {
  const { action, resources } = question;
  const may = (statement: RoleStatement): boolean => names(statement.policy, action);
  const allows = role.statements.filter((statement) => statement.policy.effect === 'Allow' && may(statement));
  if (allows.length === 0) return null;
  const denials = [...role.statements.flatMap(({ policy }) => (policy.effect === 'Deny' ? [policy] : [])), ...denialsOf(question)];
  const options: DifferenceOptions = {
    actions: [action],
    ...(resources && { resources }),
    ...(role.boundary !== null && { within: [policyOf(role.boundary.statements)] }),
  };
  let isOpen = false;
  let limited: Allowed | null = null;
  for (const statement of allows) {
    const found = difference([{ version: '2012-10-17', statements: [statement.policy, ...denials] }], [], options);
    if (!found.decided) isOpen = true;
    else if (found.witness !== null) {
      const allowed = { request: found.witness, statement, only: limitsIn(found.witness) };
      if (allowed.only.length === 0) return allowed;
      limited ??= allowed;
    }
  }
  return limited ?? (isOpen || (role.boundary?.unreadable.length ?? 0) > 0 ? 'unknown' : null);
}

function names({ actions }: PolicyStatement, action: string): boolean {
  return actions.patterns.some((pattern) => actionMatches(pattern, action)) !== actions.not;
}

/** Whether a statement that allows the action names resources that only the deployment knows and that may be among these. */
export function mayAllow(app: App, role: RolePolicy, { action, resources }: { action: string; resources: readonly string[] }): boolean {
  const isOpen = (name: string): boolean => !name.startsWith('AWS::') && app.resource(name.split('.')[0]) === undefined;
  return role.statements.some(
    ({ policy }) =>
      policy.effect === 'Allow' &&
      names(policy, action) &&
      policy.resources?.not === false &&
      policy.resources.patterns.some((pattern) => {
        const wide = loosened(pattern, isOpen);
        return wide !== pattern && resources.some((resource) => patternsOverlap(wide, resource));
      }),
  );
}

function denialsOf({ context, denials }: AllowedQuestion): readonly PolicyStatement[] {
  const everything = { not: false, patterns: ['*'] };
  const others = Object.entries(context ?? {}).map(([key, value]): PolicyStatement => {
    const condition: PolicyCondition = { operator: 'StringNotEquals', qualifier: null, ifExists: false, key, values: [value] };
    return { sid: null, effect: 'Deny', actions: everything, resources: everything, principals: null, conditions: [condition] };
  });
  return [...(denials ?? []), ...others];
}

// Keys whose values the caller brings along, or that hold for the account's own principals and resources.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
const FREE =
  /^(?:aws:(?:securetransport|requestedregion|tagkeys|requesttag\/.*|useragent|referer|resourceaccount|principalaccount)|iam:passedtoservice)$/;

function limitsIn({ context }: Request): readonly string[] {
  return [...context.keys()].filter((key) => !FREE.test(key));
}

/**
 * Every way a policy may write the ARN of a resource: with the name that the template gives, or, where CloudFormation makes it up, also
 * as a name that begins with the stack's and the logical id.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function arnsOf(app: App, resource: Resource): readonly string[] {
  const arn = resourceArn(app, resource);
  if (arn === undefined) return [];
  const own = hole(resource.id);
  return arn.includes(own) ? [arn, arn.replace(own, `${hole('AWS::StackName')}-${resource.logicalId}-x`)] : [arn];
}
