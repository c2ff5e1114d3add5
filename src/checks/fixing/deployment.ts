import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { writtenTree } from '../../model/written.ts';
import { at } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import { placeAlarms } from './alarm.ts';
import { errorsAlarm, knownErrorsAlarm } from './errors-alarm.ts';
import { propertyPath, ref, setProperty, writtenProperty } from './owner.ts';
import type { Written } from './owner.ts';

/** An alarm that stops the deployment of a function, and what makes it. */
export interface GuardAlarm {
  readonly id: string;
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

/** The alarm on the function's errors: the one that is there, else the one that its faults ask for too. */
export function guardAlarm(app: App, fn: LambdaFunction, written: Written): GuardAlarm {
  const known = knownErrorsAlarm(app, fn, written);
  if (known !== undefined) return { id: known, changes: [], todo: [] };
  const { changes, ids, todo } = placeAlarms(app, written.file, [errorsAlarm(fn, written)]);
  return { id: ids[0]!, changes, todo };
}

/** A property of a SAM function: its own, else what `Globals` of its file gives. */
export function givenProperty(fn: Written, path: string): Node | undefined {
  return writtenProperty(fn, path) ?? at(writtenTree(fn.file) ?? undefined, 'Globals', 'Function', ...path.split('.'));
}

/**
 * Adds an alarm to the `DeploymentPreference` of a SAM function; SAM joins the list with that of `Globals`. Undefined where the list is
 * chosen by a condition.
 */
export function guardedBy(fn: Written, alarm: string): Change | undefined {
  const alarms = writtenProperty(fn, 'DeploymentPreference.Alarms');
  if (alarms === undefined) return setProperty(fn, 'DeploymentPreference.Alarms', [ref(alarm)]);
  if (alarms.kind !== 'list') return undefined;
  const items: Authored[] = [ref(alarm)];
  return { kind: 'append', file: fn.file, path: propertyPath(fn, 'DeploymentPreference.Alarms'), items };
}

/** Without it the deployment group of a function under a condition would be there always (SAM specification, DeploymentPreference). */
export function underItsCondition(fn: Written): Change[] {
  const isSet = !fn.node.has('Condition') || givenProperty(fn, 'DeploymentPreference.PassthroughCondition') !== undefined;
  return isSet ? [] : [setProperty(fn, 'DeploymentPreference.PassthroughCondition', true)];
}
