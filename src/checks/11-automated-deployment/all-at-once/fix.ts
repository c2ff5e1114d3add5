import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { setOnFunction } from '../../fixing/function-setting.ts';
import { givenProperty, guardAlarm, guardedBy, underItsCondition } from '../../fixing/deployment.ts';
import type { GuardAlarm } from '../../fixing/deployment.ts';
import { noFix, notWritten, setProperty, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { toJson } from '../../../util/node.ts';
import { bypassesOf } from '../bypasses.ts';
import { rewire } from '../rewire.ts';
import { isOwnEvent } from '../written-by.ts';
import { otherConfiguration } from './explicit.ts';

const ALIAS = 'live';

/** An alias, a shift of its traffic, and an alarm on the function's errors that stops it. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject)!;
    if (fail.message === 'explicit') return otherConfiguration(app, fn);
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    const reason = whyNot(app, fn, written);
    return reason === null ? shifted(app, fn, { written, fail }) : noFix(reason);
  },
};

function whyNot(app: App, fn: LambdaFunction, written: Written): string | null {
  if (written.type !== 'AWS::Serverless::Function') {
    return 'outside of SAM each deployment must publish a version under a new logical id, which a template alone cannot do';
  }
  if (fn.aliases.some((alias) => alias.owner === null)) return 'it has an alias of its own, which SAM cannot shift';
  if (givenProperty(written, 'DeploymentPreference') !== undefined) return 'its DeploymentPreference is switched off';
  const isUnseen = app.apis.some(({ unreadable }) => unreadable !== null) && fn.triggers.some(({ source }) => source === 'apigateway');
  return isUnseen ? 'the definition of its API cannot be read, so its routes cannot be led to an alias' : null;
}

function shifted(app: App, fn: LambdaFunction, { written, fail }: { written: Written; fail: FailOutcome }): Fix | NoFix {
  const given = givenProperty(written, 'AutoPublishAlias');
  const alias = { id: `${written.logicalId}.Alias`, name: given === undefined ? ALIAS : toJson(given) };
  const bypasses = bypassesOf(app, fn).filter((bypass) => !isOwnEvent(bypass, fn));
  const rewired = rewire(app, fn, alias, bypasses);
  if ('safety' in rewired) return rewired;
  const alarm = guardAlarm(app, fn, written);
  const newUrl = rewired.newUrl || (given === undefined && fn.urls.some(({ owner }) => owner !== null));
  const todo = [...alarm.todo, ...(newUrl ? [`Tell callers of ${fn.resource.logicalId} its new URL`] : [])];
  return {
    safety: newUrl || bypasses.length > 0 ? 'review' : 'safe',
    title: `Shift traffic to new versions of ${fn.resource.logicalId} by ${app.config.fix.deployment}, stopped by ${alarm.id}`,
    changes: [...alarm.changes, ...preferred(app, fn, { written, fail, alarm }), ...rewired.changes],
    ...(todo.length === 0 ? {} : { todo }),
  };
}

/** Written under `Globals` where every function of the file is to have it. */
function preferred(
  app: App,
  fn: LambdaFunction,
  { written, fail, alarm }: { written: Written; fail: FailOutcome; alarm: GuardAlarm },
): Change[] {
  const unshifted = new Set((fail.data?.['functions'] as readonly string[] | undefined) ?? [fn.id]);
  const wants = (other: LambdaFunction): boolean => {
    const place = writtenOf(other.resource);
    return unshifted.has(other.id) && place !== undefined && whyNot(app, other, place) === null;
  };
  const alias = givenProperty(written, 'AutoPublishAlias');
  const settings = [
    ...(alias === undefined ? [{ sam: 'AutoPublishAlias', value: ALIAS }] : []),
    { sam: 'DeploymentPreference.Type', value: app.config.fix.deployment },
  ];
  // A function with an alias keeps it; then Globals would give the others one and not the type.
  const all = (other: LambdaFunction): boolean => wants(other) && (alias === undefined) === (givenAlias(other) === undefined);
  const set = settings.flatMap(({ sam, value }) => setOnFunction(app, fn, { sam, cloudformation: '', value }, all) ?? []);
  const alarms = guardedBy(written, alarm.id) ?? setProperty(written, 'DeploymentPreference.Alarms', [{ Ref: alarm.id }]);
  return [...set, ...underItsCondition(written), alarms];
}

function givenAlias(fn: LambdaFunction): unknown {
  const place = writtenOf(fn.resource);
  return place && givenProperty(place, 'AutoPublishAlias');
}
