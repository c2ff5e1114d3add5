import { actionMatches, globMatches } from '../../../iam/match.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { needsOf } from '../../../model/needs.ts';
import type { Need } from '../../../model/needs.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import type { Role } from '../../../model/role.ts';
import { resourceNamed } from '../../../model/value.ts';
import { at, onlyEntry, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { noFix, notWritten, propertyPath, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import { attachManaged, isSamRole } from '../../fixing/policies/add-policies.ts';
import { authorArn } from '../../fixing/policies/author-arn.ts';
import { grantNeeds } from '../../fixing/policies/grant-needs.ts';
import { piecesOf } from '../../fixing/policies/pieces.ts';
import { PolicyEdits } from '../../fixing/policies/policy-edits.ts';
import { logStreams } from './log-access.ts';

/** Lets a function's role write to the declared log group, or attaches AWS's execution policy where none is declared. */
export const fix: CheckFix = {
  safety: 'safe',
  plan: (fail, app) => {
    const fn = app.functions.find((one) => one.id === fail.subject);
    const role = app.roles.find((one) => one.id === fn?.roleId);
    if (fn === undefined || role === undefined) return noFix('its role is not in the template');
    if (fail.message === 'denied')
      return noFix(`a Deny statement of ${role.resource.logicalId} keeps the function from its logs: leave them out of it`);
    return fail.message === 'bounded' ? widenBoundary(app, role) : allow(app, fn, role);
  },
};

function allow(app: App, fn: LambdaFunction, role: Role): Fix | NoFix {
  const owner = writtenOf(role.resource);
  if (owner === undefined) return notWritten(role.resource);
  const title = `Let ${role.resource.logicalId} write the logs of ${fn.id}`;
  const needs = needsOf({ calls: [], platform: app.behaviorOf(fn).platform.filter(({ because }) => because === 'logs') });
  const writer = { app, holder: role.resource, file: owner.file, spellings: [] };
  if (needs.length > 0 && needs.every((need) => isDeclared(need) && authorArn(writer, need) !== null)) {
    const granted = grantNeeds(app, role, needs);
    return typeof granted === 'string' ? noFix(granted) : { safety: 'safe', title, changes: granted.changes };
  }
  const completed = completeGroup(app, fn, role);
  if (completed !== null) return { safety: 'safe', title, changes: completed };
  if (isSamRole(role)) return noFix('SAM attaches the execution policy, and something takes it away again');
  const edits = new PolicyEdits(owner.file);
  const trouble = attachManaged(edits, role, 'service-role/AWSLambdaBasicExecutionRole', []);
  return doneOr(trouble ?? edits.changes(), title);
}

/** Puts `:*` behind the group's ARN in a statement that is about its streams: as it stands it reaches none. */
function completeGroup(app: App, fn: LambdaFunction, role: Role): readonly Change[] | null {
  const streams = logStreams(app, fn.resource);
  for (const statement of rolePolicy(app, role).statements) {
    const { effect, actions, resources } = statement.policy;
    const isAbout = effect === 'Allow' && !actions.not && actions.patterns.some((one) => actionMatches(one, 'logs:PutLogEvents'));
    if (!isAbout || statement.managed !== null || resources?.not !== false) continue;
    const index = resources.patterns.findIndex((pattern) => streams.some((stream) => globMatches(`${pattern}:*`, stream)));
    const pieces = index < 0 ? [] : piecesOf(app, role, [statement]);
    const piece = typeof pieces === 'string' ? undefined : pieces[0];
    const written = at(piece?.node, 'Resource');
    const path: Path = [...(piece?.path ?? []), 'Resource', ...(written?.kind === 'list' ? [index] : [])];
    const value = withStreams(written?.kind === 'list' ? written.items[index] : written);
    if (piece !== undefined && value !== null) return [{ kind: 'set', file: piece.file, path, value }];
  }
  return null;
}

function withStreams(resource: Node | undefined): Authored | null {
  const plain = stringOf(resource);
  if (plain !== undefined) return `${plain}:*`;
  const only = onlyEntry(resource);
  const text = only?.key === 'Fn::Sub' ? stringOf(only.value) : undefined;
  return text === undefined ? null : { 'Fn::Sub': `${text}:*` };
}

function isDeclared({ reasons }: Need): boolean {
  return reasons.some(({ target }) => target.logicalId !== null);
}

function doneOr(changes: readonly Change[] | string, title: string): Fix | NoFix {
  return typeof changes === 'string' ? noFix(changes) : { safety: 'safe', title, changes };
}

/** A boundary cannot name the groups of functions that wait for it; those of Lambda have a prefix of their own. */
function widenBoundary(app: App, role: Role): Fix | NoFix {
  const boundary = app.resource(role.permissionsBoundary === undefined ? undefined : resourceNamed(role.permissionsBoundary));
  const owner = boundary === undefined ? undefined : writtenOf(boundary);
  if (boundary === undefined || owner === undefined)
    return noFix('the permissions boundary is not a resource of this app: ask whoever keeps it');
  if (writtenProperty(owner, 'PolicyDocument.Statement')?.kind !== 'list')
    return noFix(`the statements of ${boundary.logicalId} are not written as a list`);
  const statement = {
    Effect: 'Allow',
    Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*' },
  };
  return {
    safety: 'review',
    title: `Let ${boundary.logicalId} allow logs of Lambda functions`,
    changes: [{ kind: 'append', file: owner.file, path: propertyPath(owner, 'PolicyDocument.Statement'), items: [statement] }],
  };
}
