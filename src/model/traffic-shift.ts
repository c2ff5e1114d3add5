import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import type { LambdaFunction } from './function.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { flag, get, itemsOf, resourceNamed, show } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** How CodeDeploy moves traffic to a new version of a function. */
export interface TrafficShift {
  readonly alias: Resource;
  /** The deployment group, when it is a resource of the app. */
  readonly group: Resource | null;
  readonly configuration: Value | undefined;
  /** Whether all traffic moves at once (`CodeDeployDefault.LambdaAllAtOnce`). */
  readonly allAtOnce: boolean;
  /** Names or references of the alarms that stop it. */
  readonly alarms: readonly Value[];
  readonly alarmsEnabled: boolean | Unknown;
  readonly at: Span;
}

/** The traffic shift of a function's alias; null when none of its aliases has one. */
export function trafficShiftOf(app: App, fn: LambdaFunction): TrafficShift | null {
  for (const alias of fn.aliases) {
    const update = get(alias.attributes.get('UpdatePolicy'), 'CodeDeployLambdaAliasUpdate');
    if (update === undefined) continue;
    const group = app.resource(resourceNamed(get(update, 'DeploymentGroupName'))) ?? null;
    return shift(alias, group);
  }
  return null;
}

function shift(alias: Resource, group: Resource | null): TrafficShift {
  const configuration = group === null ? undefined : property(group, 'DeploymentConfigName');
  const alarms = group === null ? undefined : property(group, 'AlarmConfiguration');
  return {
    alias,
    group,
    configuration,
    // Without a configuration CodeDeploy moves everything at once (AWS::CodeDeploy::DeploymentGroup, DeploymentConfigName).
    allAtOnce: group !== null && (configuration === undefined || show(configuration).includes('LambdaAllAtOnce')),
    alarms: itemsOf(get(alarms, 'Alarms')).map((alarm) => get(alarm, 'Name') ?? alarm),
    alarmsEnabled: flag(get(alarms, 'Enabled'), itemsOf(get(alarms, 'Alarms')).length > 0),
    at: configuration?.at ?? group?.at ?? alias.at,
  };
}
