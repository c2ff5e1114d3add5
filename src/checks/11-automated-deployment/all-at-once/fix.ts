import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { functionNamed } from '../../../model/permission.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { capabilityTask } from '../../fixing/capability.ts';
import { givenProperty, guardAlarm, guardedBy, underItsCondition } from '../../fixing/deployment.ts';
import type { GuardAlarm } from '../../fixing/deployment.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { writtenTree } from '../../../model/written.ts';
import { at, stringOf, toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { bypassesOf } from '../bypasses.ts';
import { rewire } from '../rewire.ts';
import { isOwnEvent } from '../written-by.ts';
import { otherConfiguration } from './explicit.ts';

const ALIAS = 'live';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-autopublishalias */
const UNPUBLISHED =
  'Change code, environment or memory along with Runtime, Layers, Timeout or Role: for a change of these alone AutoPublishAlias publishes no version';

/** An alias, a shift of its traffic, and an alarm on the function's errors that stops it. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject)!;
    if (fail.message === 'explicit') return otherConfiguration(app, fn);
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    const reason = whyNot(app, fn, written);
    return reason === null ? shifted(app, fn, written) : noFix(reason);
  },
};

function whyNot(app: App, fn: LambdaFunction, written: Written): string | null {
  if (written.type !== 'AWS::Serverless::Function') {
    return 'outside of SAM each deployment must publish a version under a new logical id, which a template alone cannot do';
  }
  if (fn.aliases.some((alias) => alias.owner === null)) return 'it has an alias of its own, which SAM cannot shift';
  const isApart = app.ofType('AWS::Lambda::EventInvokeConfig').some((config) => isOf(app, config, fn) && config.owner === null);
  if (isApart) return 'its EventInvokeConfig stands apart, for the function itself and not for an alias';
  if (givenProperty(written, 'DeploymentPreference') !== undefined) return 'its DeploymentPreference is switched off';
  const isUnseen = app.apis.some(({ unreadable }) => unreadable !== null) && fn.triggers.some(({ source }) => source === 'apigateway');
  return isUnseen ? 'the definition of its API cannot be read, so its routes cannot be led to an alias' : null;
}

function isOf(app: App, config: Resource, fn: LambdaFunction): boolean {
  return functionNamed(app, property(config, 'FunctionName')) === fn.id;
}

function shifted(app: App, fn: LambdaFunction, written: Written): Fix | NoFix {
  const given = givenProperty(written, 'AutoPublishAlias');
  const alias = { id: `${written.logicalId}.Alias`, name: given === undefined ? ALIAS : toJson(given) };
  const bypasses = bypassesOf(app, fn).filter((bypass) => !isOwnEvent(bypass, fn));
  const rewired = rewire(app, fn, alias, bypasses);
  if ('safety' in rewired) return rewired;
  const alarm = guardAlarm(app, fn, written);
  const newUrl = rewired.newUrl || (given === undefined && fn.urls.some(({ owner }) => owner !== null));
  const published = given === undefined ? [UNPUBLISHED] : [];
  const role = givenProperty(written, 'DeploymentPreference.Role');
  const asked = role === undefined ? capabilityTask(app, fn.resource, 'that of CodeDeploy, which SAM makes,') : [];
  const todo = [...alarm.todo, ...asked, ...published, ...(newUrl ? [`Tell callers of ${fn.resource.logicalId} its new URL`] : [])];
  return {
    safety: newUrl || bypasses.length > 0 || asked.length > 0 ? 'review' : 'safe',
    title: `Shift traffic to new versions of ${fn.resource.logicalId} by ${app.config.fix.deployment}, stopped by ${alarm.id}`,
    changes: [...alarm.changes, ...preferred(app, { written, alarm }), ...rewired.changes],
    ...(todo.length === 0 ? {} : { todo }),
  };
}

/** Written under `Globals` where every function of the file is to have it. */
function preferred(app: App, { written, alarm }: { written: Written; alarm: GuardAlarm }): Change[] {
  const { file } = written;
  const properties = areAllUnshifted(file) ? ['Globals', 'Function'] : [...written.path, 'Properties'];
  const type = app.config.fix.deployment;
  const isNamed = givenProperty(written, 'AutoPublishAlias') !== undefined;
  return [
    ...(isNamed ? [] : [{ kind: 'set', file, path: [...properties, 'AutoPublishAlias'], value: ALIAS } as const]),
    { kind: 'set', file, path: [...properties, 'DeploymentPreference', 'Type'], value: type },
    ...underItsCondition(written),
    guardedBy(written, alarm.id) ?? setProperty(written, 'DeploymentPreference.Alarms', [{ Ref: alarm.id }]),
  ];
}

/** Whether every function of a file is triggered by events of its own and deployed as they all are, as far as it is written: under any condition. */
function areAllUnshifted(file: SourceFile): boolean {
  const resources = at(writtenTree(file) ?? undefined, 'Resources');
  const functions = resources?.kind === 'map' ? [...resources.entries.values()].map(({ value }) => value).filter(isFunction) : [];
  const isPlain = (fn: Node): boolean => {
    const properties = at(fn, 'Properties');
    if (properties?.kind !== 'map' || properties.has('AutoPublishAlias') || properties.has('DeploymentPreference')) return false;
    return properties.get('Events')?.kind === 'map' || properties.has('FunctionUrlConfig');
  };
  return functions.length > 1 && functions.every(isPlain);
}

function isFunction(resource: Node): boolean {
  return stringOf(at(resource, 'Type')) === 'AWS::Serverless::Function';
}
