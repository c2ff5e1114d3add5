import { hole } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { property } from '../../../model/template.ts';
import { resourcesIn, show } from '../../../model/value.ts';
import { groupSuffix, isPlainMap, newLogGroup, retentionDays } from '../../fixing/logs.ts';
import { noFix, notWritten, ref, setProperty, sub, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { denialOf, isAllowed } from '../cannot-log/log-access.ts';
import { namesOfGroup, rereading } from './named-group.ts';

/**
 * A group that CloudFormation names: Lambda's own, `/aws/lambda/<function>`, exists in every account where the function has run, and
 * making it again fails. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject);
    if (fn === undefined) return noFix(`${fail.subject} is not a function of this app`);
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    if (!['AWS::Serverless::Function', 'AWS::Lambda::Function'].includes(written.type)) return noFix(`${written.type} makes the function`);
    if (!isPlainMap(writtenProperty(written, 'LoggingConfig')))
      return noFix(`LoggingConfig of ${written.logicalId} is decided at deployment`);
    return withGroup(app, fn, written);
  },
};

function withGroup(app: App, fn: LambdaFunction, written: Written): Fix | NoFix {
  const { logicalId } = written;
  const choice = groupNameFor(app, fn, logicalId);
  const { id, change } = newLogGroup(app, written, {
    wish: `${logicalId}${groupSuffix(app)}`,
    ...(choice.name !== undefined && { name: choice.name }),
  });
  const days = retentionDays(app.config);
  const named = property(fn.resource, 'FunctionName');
  const own = named === undefined ? `the group that Lambda makes for ${logicalId}` : `/aws/lambda/${show(named)}`;
  const title = `Keep the logs of ${logicalId} in ${id} for ${days} days`;
  // Lambda writes to a group of its own name whether told or not.
  if (choice.isOwn)
    return { safety: 'review', title, changes: [change], todo: [`Import ${own} into the stack if Lambda has made it already`] };
  const names = namesOfGroup(app, fn);
  const changes: Change[] = [change, setProperty(written, 'LoggingConfig.LogGroup', ref(id)), ...rereading(names, id)];
  const todo = [
    ...names.others.map((other) => `${other} names ${own}: let it name ${id} where it is to read what comes from now on`),
    ...(choice.role === null ? [] : [`See that ${choice.role} may write to ${id}`]),
    ...(runsAtEdge(app, fn) ? [`Set the retention of ${id} in every region where CloudFront runs ${logicalId}`] : []),
  ];
  const kept = `What ${logicalId} has logged so far stays in ${own}: set its retention, or delete it`;
  return { safety: todo.length > 0 ? 'review' : 'safe', title, changes, todo: [...todo, kept] };
}

interface GroupName {
  /** Not set: CloudFormation makes one. */
  readonly name?: Authored;
  /** Whether it is the name that Lambda uses. */
  readonly isOwn: boolean;
  /** The role that nobody here can read; null when the function's role allows it to write to the group. */
  readonly role: string | null;
}

/** The group must be one that the function's role may write to: many roles allow groups below `/aws/lambda/` only. */
function groupNameFor(app: App, fn: LambdaFunction, logicalId: string): GroupName {
  const id = `${logicalId}${groupSuffix(app)}`;
  // With the function's own id behind the stack's name it could be the name of a function.
  const below: Authored = sub(`/aws/lambda/\${AWS::StackName}-${id}`);
  const stack = hole('AWS::StackName');
  if (fn.roleId === null) return { name: below, isOwn: false, role: fn.role === undefined ? 'its role' : show(fn.role) };
  if (mayWriteTo(app, fn, `${stack}-${id}-x`)) return { isOwn: false, role: null };
  if (mayWriteTo(app, fn, `/aws/lambda/${stack}-${id}`)) return { name: below, isOwn: false, role: null };
  const own = writesName(fn);
  // A role may allow what begins with the function's name.
  if (own !== undefined && mayWriteTo(app, fn, `${own}-logs`)) return { name: `${own}-logs`, isOwn: false, role: null };
  const name = own ?? sub(`/aws/lambda/\${${logicalId}}`);
  return { name, isOwn: true, role: null };
}

/** A function name that is plain text names its group without a reference, which a role that names the function could not bear. */
function writesName(fn: LambdaFunction): string | undefined {
  const name = property(fn.resource, 'FunctionName');
  return name?.kind === 'scalar' ? `/aws/lambda/${String(name.value)}` : undefined;
}

function mayWriteTo(app: App, fn: LambdaFunction, group: string): boolean {
  const role = app.roles.find(({ id }) => id === fn.roleId);
  if (role === undefined) return false;
  const policy = rolePolicy(app, role);
  const streams = [`arn:${hole('AWS::Partition')}:logs:${hole('AWS::Region')}:${hole('AWS::AccountId')}:log-group:${group}:log-stream:x`];
  return ['logs:CreateLogStream', 'logs:PutLogEvents'].every(
    (action) =>
      denialOf(policy, action, streams) === null &&
      [policy, policy.boundary].every(
        (documents) => documents === null || isAllowed(app, documents, { action, streams, at: role.at }) === true,
      ),
  );
}

/** CloudFront copies the function, not its log group, to other regions. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-logs.html */
function runsAtEdge(app: App, fn: LambdaFunction): boolean {
  const ids = [fn.id, ...fn.versions.map(({ id }) => id)];
  return app.ofType('AWS::CloudFront::Distribution').some((one) => {
    const named = resourcesIn(property(one, 'DistributionConfig.DefaultCacheBehavior'));
    resourcesIn(property(one, 'DistributionConfig.CacheBehaviors'), named);
    return ids.some((id) => named.has(id));
  });
}
