import { actionMatches, globMatches } from '../../../iam/match.ts';
import { hole } from '../../../iam/policy.ts';
import type { PolicyStatement } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import { logGroupOf } from '../../../model/log-group.ts';
import { physicalName, policyText } from '../../../model/policy-text.ts';
import { mayAllow, roleAllows } from '../../../model/role-allows.ts';
import type { RolePolicy, RoleStatement } from '../../../model/role-policy.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { isUnknown, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';

/** The statements of a policy or boundary, and what of them cannot be read. */
type Documents = Pick<RolePolicy, 'statements' | 'unreadable'>;

/** A log stream in the group that a function writes to, in every way in which a policy may write it. PutLogEvents acts on streams, so an
 *  ARN that ends with the group's name reaches none. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export function logStreams(app: App, fn: Resource): readonly string[] {
  const place = `arn:${hole('AWS::Partition')}:logs:${hole('AWS::Region')}:${hole('AWS::AccountId')}:log-group:`;
  return [...new Set(groupNames(app, fn))].map((name) => `${place}${name}:log-stream:x`);
}

function groupNames(app: App, fn: Resource): readonly string[] {
  const group = logGroupOf(app, fn);
  const declared = group === null || isUnknown(group) ? [] : [physicalName(app, group.resource)];
  const configured = property(fn, 'LoggingConfig.LogGroup');
  const given = configured === undefined ? undefined : policyText(app, configured);
  if (given !== undefined) return typeof given === 'string' ? [...declared, given] : declared;
  const own = physicalName(app, fn);
  // A generated name begins with the stack's (CloudFormation user guide, Name type).
  const generated = own === hole(fn.id) ? [`${hole('AWS::StackName')}-${fn.logicalId}-x`] : [];
  return [...declared, ...[own, ...generated].map((name) => `/aws/lambda/${name}`)];
}

const STACK = hole('AWS::StackName');

const EVERYTHING: PolicyStatement = {
  sid: null,
  effect: 'Allow',
  actions: { not: false, patterns: ['*'] },
  resources: { not: false, patterns: ['*'] },
  principals: null,
  conditions: [],
};

/** The statement that denies the action on the streams whatever else is allowed; null where none does for certain. */
export function denialOf(role: RolePolicy, action: string, streams: readonly string[]): RoleStatement | null {
  const denials = role.statements.filter(({ policy }) => policy.effect === 'Deny');
  const denies = (statement: RoleStatement, stream: string): boolean => {
    const all = { ...statement, policy: EVERYTHING };
    return roleAllows({ statements: [all, statement], unreadable: [], boundary: null }, { action, resources: [stream] }) === null;
  };
  return denials.find((statement) => streams.some((stream) => denies(statement, stream))) ?? null;
}

/** Whether documents allow the action on the streams: surely, surely not, or only the deployment knows. */
export function isAllowed(
  app: App,
  { statements, unreadable }: Documents,
  asked: { action: string; streams: readonly string[]; at: Span },
): boolean | Unknown {
  const { action, streams, at } = asked;
  if (isPlainlyAllowed(statements, action, streams)) return true;
  const role: RolePolicy = { statements, unreadable, boundary: null };
  const answer = roleAllows(role, { action, resources: streams });
  if (answer === 'unknown' || (answer !== null && answer.only.length > 0))
    return unknown('whether the conditions hold is known only at run time', answer === 'unknown' ? at : answer.statement.at);
  if (answer !== null) return true;
  if (mayAllow(app, role, { action, resources: streams }) || mayMeetOpen(app, role, action, streams))
    return unknown('whether the log statement reaches the log group is known only at deployment', at);
  return unreadable[0] ?? false;
}

/** Nearly every role allows it without conditions and denies nothing: the policy engine would say the same. */
function isPlainlyAllowed(statements: readonly RoleStatement[], action: string, streams: readonly string[]): boolean {
  return (
    statements.every(({ policy }) => policy.effect === 'Allow') &&
    statements.some(({ policy: { actions, resources, conditions } }) => {
      if (actions.not || resources === null || resources.not || conditions.length > 0) return false;
      if (!actions.patterns.some((pattern) => actionMatches(pattern, action))) return false;
      // Policy variables stand for texts that only a request has.
      return resources.patterns.some((pattern) => !pattern.includes('${') && streams.some((stream) => globMatches(pattern, stream)));
    })
  );
}

/** The group's own name, or that of the stack which a generated name begins with, may be what only the deployment knows. */
function mayMeetOpen(app: App, role: RolePolicy, action: string, streams: readonly string[]): boolean {
  const open = streams.map((stream) =>
    stream.replace(/\uE000([^\uE001]*)\uE001/g, (whole, name: string) =>
      whole !== STACK && (name.startsWith('AWS\uE00A') || app.resource(name.split('.')[0]) !== undefined) ? whole : '*',
    ),
  );
  return open.some((stream, i) => stream !== streams[i]) && roleAllows(role, { action, resources: open }) !== null;
}
