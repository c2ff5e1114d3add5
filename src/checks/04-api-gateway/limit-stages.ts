import type { Api, Route, Stage } from '../../model/api/api.ts';
import { throttleInStage } from '../../model/api/throttle.ts';
import type { App } from '../../model/app.ts';
import type { Change } from '../../model/change.ts';
import type { Fix, NoFix } from '../../model/fix.ts';
import { at } from '../../util/node.ts';
import { apiOwner, apiSetting, setOnApi } from '../fixing/api/api-owner.ts';
import { stageThrottle } from '../fixing/api/stage-throttle.ts';
import type { Limits } from '../fixing/api/stage-throttle.ts';
import { requestsServed } from './requests-served.ts';

/** A plan whose changes may have turned out impossible. */
export type Draft = Omit<Fix, 'changes'> & { readonly changes: Change[] | NoFix };

/** The stage that a deployment makes beside the declared ones takes requests too: its limits belong to theirs. */
export function withExtras(app: App, api: Api, { changes, ...plan }: Draft): Fix | NoFix {
  if (!Array.isArray(changes)) return changes;
  const extra = extraStages(app, api);
  if (!Array.isArray(extra.changes)) return extra.changes;
  const todo = extra.todo === undefined ? {} : { todo: extra.todo };
  return { ...plan, ...todo, changes: [...changes, ...extra.changes] };
}

/** Limits for every stage of an API in which some route has none. */
export function limitStages(app: App, api: Api): Change[] | NoFix {
  const limits = limitsFor(app, api);
  const declared = api.stages.filter((stage) => !isMadeByDeployment(stage));
  const stages = declared.length > 0 ? declared : api.stages;
  const open = stages.filter((stage) => api.routes.some((route) => isOpenIn(route, stage)));
  const changes = joined(open.map((stage) => stageThrottle(app, { api, stage, limits })));
  const extra = Array.isArray(changes) ? extraStages(app, api).changes : [];
  return joined([changes, extra]);
}

function joined(plans: readonly (Change[] | NoFix)[]): Change[] | NoFix {
  const blocked = plans.find((plan) => !Array.isArray(plan));
  return blocked ?? plans.flatMap((plan) => (Array.isArray(plan) ? plan : []));
}

/** What the config gives, what the account allows, and what the functions behind an API can serve: the least of them. */
export function limitsFor(app: App, api: Api): Limits {
  const { ratePerSecond, burst } = app.config.fix.throttling;
  const { maxRatePerSecond, maxBurst } = app.config.throttling;
  return { rate: Math.min(ratePerSecond, maxRatePerSecond, requestsServed(app, api) ?? Infinity), burst: Math.min(burst, maxBurst) };
}

/** What limits the stages that deployments make beside declared ones: SAM leaves its own out where `OpenApiVersion` is set. */
export function extraStages(app: App, api: Api): Pick<Draft, 'changes' | 'todo'> {
  const made = api.stages.filter(isMadeByDeployment);
  const extra = made.length === api.stages.length ? [] : made.filter((stage) => api.routes.some((route) => isOpenIn(route, stage)));
  if (extra.length === 0) return { changes: [] };
  const owner = apiOwner(api);
  if (owner?.section === 'Api') {
    // Any version leaves the stage out (SAM developer guide, AWS::Serverless::Api, OpenApiVersion); its own one changes nothing else.
    const own = at(apiSetting(owner, 'DefinitionBody').node, 'openapi');
    const version = own?.kind === 'scalar' ? String(own.value) : '2.0';
    const todo = [`Delete the stage named Stage that earlier deployments of ${owner.name} have left`];
    return { changes: [setOnApi(owner, ['OpenApiVersion'], version)], todo };
  }
  const plans = extra.map((stage) => stageThrottle(app, { api, stage, limits: limitsFor(app, api) }));
  return { changes: joined(plans) };
}

function isOpenIn(route: Route, stage: Stage): boolean {
  return !route.isCorsPreflight && throttleInStage(route, stage) === null;
}

/** Whether no resource stands for a stage, and a deployment that names it makes it. */
export function isMadeByDeployment(stage: Stage): boolean {
  return stage.resource?.type === 'AWS::ApiGateway::Deployment';
}
