import type { Api, Stage, Throttle } from '../../../model/api/api.ts';
import { throttleInStage } from '../../../model/api/throttle.ts';
import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { isUnknown, show } from '../../../model/value.ts';
import { stageThrottle } from '../../fixing/api/stage-throttle.ts';
import type { Limits } from '../../fixing/api/stage-throttle.ts';
import { noFix } from '../../fixing/owner.ts';
import { isSettable, pathOf } from '../../fixing/place.ts';
import { extraStages, limitsFor, withExtras } from '../limit-stages.ts';
import { requestsServed } from '../requests-served.ts';

/** Limits for stages that have none, of the size that the config gives and the functions behind can serve. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const api = app.apis.find(({ id }) => id === fail.subject) ?? app.routes.find(({ subject }) => subject === fail.subject)?.api;
    if (api === undefined) return noFix(`${fail.subject} is not in the app`);
    switch (fail.message) {
      case 'stage':
      case 'route':
        return limit(app, api, fail);
      case 'extraStage':
        return withoutExtraStage(app, api);
      case 'half':
        return complete(app, api, fail);
      default:
        return lower(app, api, fail);
    }
  },
};

/** One limit for the whole stage: also where only some routes lack one, as it then holds for those alone. */
function limit(app: App, api: Api, fail: FailOutcome): Fix | NoFix {
  const stage = api.stages.find(({ name }) => show(name) === fail.data?.['stage']);
  if (stage === undefined) return noFix(`the stage of ${api.resource.logicalId} is not in the app`);
  const limits = limitsFor(app, api);
  const switchedOff = offSwitch(api, stage, fail);
  const changes = switchedOff === undefined ? stageThrottle(app, { api, stage, limits }) : setBoth(switchedOff, limits);
  const name = show(stage.name);
  const where = name.includes('${') || name === '(not set)' ? 'the stage' : `stage ${name}`;
  const title = `Limit ${where} of ${api.resource.logicalId} to ${limits.rate} requests a second and ${limits.burst} at once`;
  return withExtras(app, api, { safety: stage.resource === null ? 'review' : 'safe', title, changes });
}

/** The limit of the failing route when somebody switched it off by -1. */
function offSwitch(api: Api, stage: Stage, fail: FailOutcome): Throttle | undefined {
  const route = api.routes.find(({ subject }) => subject === fail.subject);
  const throttle = route === undefined ? null : throttleInStage(route, stage);
  return throttle === null || isUnknown(throttle) ? undefined : throttle;
}

function setBoth({ rate, burst }: Throttle, limits: Limits): Change[] | NoFix {
  const changes = [
    [rate, limits.rate],
    [burst, limits.burst],
  ] as const;
  const made = changes.flatMap(([value, number]) => {
    const path = value === undefined ? undefined : pathOf(value.at);
    return path === undefined ? [] : [{ kind: 'set', file: value!.at.source, path, value: number } as const];
  });
  return made.length > 0 ? made : noFix('its limits are not written as numbers in the template');
}

/** Half of a limit stands there; the other half goes beside it. */
function complete(app: App, api: Api, fail: FailOutcome): Fix | NoFix {
  const path = pathOf(fail.at);
  const isRate = fail.args?.['missing'] === 'rate';
  const name = isRate ? 'ThrottlingRateLimit' : 'ThrottlingBurstLimit';
  const file = fail.at.source;
  if (path === undefined || path[0] === 'Parameters' || !isSettable(file, [...path, name])) {
    return noFix('its limit is not written as a map of its own in the template');
  }
  const { rate, burst } = limitsFor(app, api);
  const value = isRate ? rate : burst;
  const title = `Set ${name} of ${api.resource.logicalId} to ${value}`;
  return withExtras(app, api, { safety: 'safe', title, changes: [{ kind: 'set', file, path: [...path, name], value }] });
}

/** A limit above what can be served becomes what can be. */
function lower(app: App, api: Api, fail: FailOutcome): Fix | NoFix {
  const path = pathOf(fail.at);
  const value = fail.message === 'aboveFunction' ? requestsServed(app, api) : Number(fail.args?.['quota']);
  if (path === undefined || value === undefined || path[0] === 'Parameters' || !isNumberPlace(path)) {
    return noFix('the limit is not written as a number where it holds');
  }
  const title = `Lower the limit of ${api.resource.logicalId} to ${value}`;
  return withExtras(app, api, { safety: 'review', title, changes: [{ kind: 'set', file: fail.at.source, path, value }] });
}

/** Whether a path ends at a limit itself, and not inside of an intrinsic that gives it. */
function isNumberPlace(path: readonly (string | number)[]): boolean {
  return String(path.at(-1)).endsWith('Limit');
}

function withoutExtraStage(app: App, api: Api): Fix | NoFix {
  const { changes, todo } = extraStages(app, api);
  if (!Array.isArray(changes)) return changes;
  const title = `${todo === undefined ? 'Limit' : 'Leave out'} the stage that the deployment of ${api.resource.logicalId} makes besides`;
  return { safety: 'safe', title, changes, ...(todo === undefined ? {} : { todo }) };
}
