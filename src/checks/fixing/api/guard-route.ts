import type { Api, Route } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import { flag, isUnknown } from '../../../model/value.ts';
import { credentialHeaders, isAnyOrigin } from '../../04-api-gateway/any-origin.ts';
import { property } from '../../../model/template.ts';
import { noFix } from '../owner.ts';
import { nameOrigin } from './allowed-origin.ts';
import type { OriginPlan } from './allowed-origin.ts';
import { apiOwner } from './api-owner.ts';
import type { ApiOwner } from './api-owner.ts';
import { callersTask, chooseGuard, guardInWords, nameOf } from './guard.ts';
import type { Guard } from './guard.ts';
import { guardOperation } from './guard-operation.ts';
import { guardDeclared, guardQuickCreated } from './guard-plain.ts';
import { defaultOf, guardSam } from './guard-sam.ts';
import type { Guarding } from './guard-sam.ts';
import { writtenRoute } from './written-route.ts';

/** Guards a route that strangers can call; `isOpen` tells which other routes of its API a check asks to guard too. */
export function guardRoute(app: App, route: Route, isOpen: (route: Route) => boolean): Fix | NoFix {
  const { api } = route;
  const guard = chooseGuard(app, api);
  if ('reason' in guard) return guard;
  const owner = apiOwner(api);
  const guarding =
    owner !== undefined && owner.section !== null ? guardSam(app, owner, { route, isOpen, guard }) : guardPlain(app, owner, route, guard);
  if ('reason' in guarding) return guarding;
  const what = guarding.isWhole ? nameOf(api) : `${route.method} ${route.path}`.trimEnd();
  const byDefault = owner !== undefined && owner.section !== null ? defaultOf(owner) : undefined;
  const by = byDefault === undefined ? guardInWords(guard) : `the default authorizer ${byDefault}`;
  const title = guarding.isWhole ? `Guard the routes of ${nameOf(api)} by ${by}` : `Guard ${what} of ${nameOf(api)} by ${by}`;
  const origins = originsOfGuarded(app, api);
  return {
    safety: 'review',
    title,
    changes: [...neededBy(guard, guarding), ...guarding.changes, ...origins.changes],
    todo: [callersTask(guard, what), ...origins.todo, ...deployTask(api, owner)],
  };
}

/** Where the default authorizer takes over, nothing of the guard is written. */
function neededBy(guard: Guard, { changes }: Guarding): readonly Change[] {
  const isWritten = changes.some((change) => change.kind === 'set' && typeof change.value === 'object');
  return guard.kind === 'pool' && isWritten ? guard.needs : [];
}

/** Once there are credentials to send, not every website may have its visitors' browsers send them. */
function originsOfGuarded(app: App, api: Api): OriginPlan {
  const nothing = { changes: [], todo: [] };
  const { cors } = api;
  if (cors === null || isUnknown(cors) || (api.kind !== 'rest' && api.kind !== 'http')) return nothing;
  if (!cors.origins.some(isAnyOrigin) || credentialHeaders(cors).length === 0) return nothing;
  const plan = nameOrigin(app, api);
  return 'reason' in plan ? nothing : plan;
}

function guardPlain(app: App, owner: ApiOwner | undefined, route: Route, guard: Guard): Guarding | NoFix {
  const place = writtenRoute(app, route);
  if (place === undefined && property(route.api.resource, 'Target')?.at === route.at) {
    const changes = guardQuickCreated(app, route.api, guard);
    return Array.isArray(changes) ? { changes, isWhole: true } : changes;
  }
  if (place === undefined) return noFix(`${route.subject} is not written as a resource or operation of its own`);
  const changes = place.kind === 'operation' ? guardOperation(owner!, place, guard) : guardDeclared(app, route.api, place, guard);
  return Array.isArray(changes) ? { changes, isWhole: false } : changes;
}

/** A deployment is a picture of the API when it was made, and CloudFormation makes no new one for a changed method (AWS::ApiGateway::Deployment). */
function deployTask(api: Api, owner: ApiOwner | undefined): string[] {
  if (owner !== undefined && owner.section !== null) return [];
  const isAutomatic = api.stages.some((stage) => stage.resource !== null && flag(property(stage.resource, 'AutoDeploy'), false) === true);
  return isAutomatic || api.stages.some((stage) => stage.resource === null)
    ? []
    : [`Deploy ${nameOf(api)} anew: give its deployment resource a new logical id`];
}
