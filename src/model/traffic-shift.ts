import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import type { LambdaFunction } from './function.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { flag, get, itemsOf, resourceNamed, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** How CodeDeploy moves traffic to a new version of a function. */
export interface TrafficShift {
  readonly alias: Resource;
  /** The deployment group, when it is a resource of the app. */
  readonly group: Resource | null;
  readonly configuration: Value | undefined;
  /** Whether all traffic moves at once (`CodeDeployDefault.LambdaAllAtOnce`). */
  readonly allAtOnce: boolean | Unknown;
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
    allAtOnce: group === null ? unknown('its deployment group is not in this template', alias.at) : movesAtOnce(configuration),
    alarms: itemsOf(get(alarms, 'Alarms')).map((alarm) => get(alarm, 'Name') ?? alarm),
    alarmsEnabled: flag(get(alarms, 'Enabled'), itemsOf(get(alarms, 'Alarms')).length > 0),
    at: configuration?.at ?? group?.at ?? alias.at,
  };
}

/** A configuration of the app's own is a shift; a name that only the deployment knows may be any. */
function movesAtOnce(configuration: Value | undefined): boolean | Unknown {
  if (configuration === undefined || show(configuration).includes('LambdaAllAtOnce')) return true;
  if (configuration.kind === 'unknown') return configuration;
  if (configuration.kind !== 'text' || configuration.atoms.some((atom) => atom.kind === 'resource')) return false;
  return unknown(`which deployment configuration ${show(configuration)} is, is known only at deployment`, configuration.at);
}
