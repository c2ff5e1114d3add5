import type { Route } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { NoFix } from '../../../model/fix.ts';
import { written } from '../../../model/written.ts';
import type { Node } from '../../../util/node.ts';
import { noFix } from '../owner.ts';
import { setOnApi, sharingGlobals } from './api-owner.ts';
import type { ApiOwner } from './api-owner.ts';
import { authorizerName } from './guard.ts';
import type { Guard } from './guard.ts';
import { guardOperation, saysSecurity } from './guard-operation.ts';
import { guardDeclared } from './guard-plain.ts';
import { isSettable } from '../place.ts';
import { eventAuthorizer, eventsOf, hasPreflight, writtenRoute } from './written-route.ts';
import type { WrittenRoute } from './written-route.ts';

/** A route to guard, and which other routes of its API want the same. */
export interface ToGuard {
  readonly route: Route;
  readonly isOpen: (route: Route) => boolean;
  readonly guard: Guard;
}

/** Edits that guard a route, and whether they guard every open route of the API at once. */
export interface Guarding {
  readonly changes: Change[];
  readonly isWhole: boolean;
}

/** Guards a route of an API of SAM: by a default authorizer where that leaves every other route as it is, else by its event alone. */
export function guardSam(app: App, owner: ApiOwner, to: ToGuard): Guarding | NoFix {
  const { route, guard } = to;
  if (!isSettable(owner.file, [...owner.base, 'Auth', 'DefaultAuthorizer'])) return noFix(`Auth of ${owner.name} is not written as a map`);
  if (owner.section === 'WebSocketApi') {
    if (guard.kind !== 'iam') return noFix(`Auth of ${owner.name} is written by its owner`);
    return { changes: [setOnApi(owner, ['Auth', 'AuthType'], 'AWS_IAM')], isWhole: true };
  }
  const place = writtenRoute(app, route);
  if (place?.kind === 'route' || place?.kind === 'method') {
    const changes = guardDeclared(app, route.api, place, guard);
    return Array.isArray(changes) ? { changes, isWhole: false } : changes;
  }
  const byDefault = defaultOf(owner);
  const isOverridden = place?.kind === 'event' && byDefault !== undefined && eventAuthorizer(place.file, place.path) === 'NONE';
  if (isOverridden) return { changes: [withoutOverride(place)], isWhole: false };
  const declared = declarations(owner, guard);
  if (declared !== undefined && mayDefault(app, owner, to, place)) {
    return { changes: [...declared, ...asDefault(owner, to)], isWhole: true };
  }
  if (place === undefined) return noFix(`${route.method} ${route.path} is not written as an event or operation of its own`);
  if (place.kind === 'operation') {
    const changes = guardOperation(owner, place, guard);
    return Array.isArray(changes) ? { changes, isWhole: false } : changes;
  }
  if (declared === undefined) return noFix(`authorizer ${authorizerName(guard)} is not declared in Auth of ${owner.name}`);
  if (!isSettable(place.file, [...place.path, 'Auth', 'Authorizer'])) return noFix('Auth of its event is not written as a map');
  return { changes: [...declared, ...onEvent(owner, place, guard)], isWhole: false };
}

/** `DefaultAuthorizer` of the API, its own or that of `Globals`; undefined for `NONE`, which guards nothing. */
export function defaultOf(owner: ApiOwner): string | undefined {
  const name = textOf(inAuth(owner, 'DefaultAuthorizer'));
  return name === 'NONE' ? undefined : name;
}

function inAuth(owner: ApiOwner, name: string): Node | undefined {
  const globals = ['Globals', owner.section!, 'Auth', name];
  return written(owner.file, [...owner.base, 'Auth', name]) ?? written(owner.file, globals);
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** What makes the guard known to the API; undefined for an authorizer that only its OpenAPI document declares. */
function declarations(owner: ApiOwner, guard: Guard): Change[] | undefined {
  const authorizers = inAuth(owner, 'Authorizers');
  if (guard.kind === 'iam') return owner.section === 'HttpApi' ? [setOnApi(owner, ['Auth', 'EnableIamAuthorizer'], true)] : [];
  const name = authorizerName(guard);
  const isDeclared = authorizers?.kind === 'map' && authorizers.has(name);
  if (guard.kind === 'existing') return isDeclared ? [] : undefined;
  if (authorizers !== undefined && authorizers.kind !== 'map') return undefined;
  return isDeclared ? [] : [setOnApi(owner, ['Auth', 'Authorizers', name], definition(guard))];
}

function definition(guard: Extract<Guard, { kind: 'pool' | 'jwt' }>): Authored {
  const scopes = guard.scopes.length === 0 ? {} : { AuthorizationScopes: guard.scopes };
  if (guard.kind === 'pool') return { UserPoolArn: guard.arn, ...scopes };
  return {
    IdentitySource: '$request.header.Authorization',
    JwtConfiguration: { issuer: guard.issuer, audience: guard.audience },
    ...scopes,
  };
}

/** A default is for APIs whose routes say nothing yet: not where some are open on purpose, or the owner says it route by route. */
function mayDefault(app: App, owner: ApiOwner, { route, isOpen }: ToGuard, place: WrittenRoute | undefined): boolean {
  if (inAuth(owner, 'DefaultAuthorizer') !== undefined || (owner.isImplicit && sharingGlobals(app, owner).length > 0)) return false;
  if (place?.kind === 'operation' && owner.section === 'HttpApi' && saysSecurity(place.file, place.path)) return false;
  const { routes } = route.api;
  const staysOpen = routes.some(
    (one) => one.method !== 'OPTIONS' && !isOpen(one) && ['none', 'api-key', 'unknown'].includes(one.authorization.kind),
  );
  const saysItself = eventsOf(owner).some(({ path }) => eventAuthorizer(owner.file, path) !== undefined);
  return !staysOpen && !saysItself;
}

function asDefault(owner: ApiOwner, { route, guard }: ToGuard): Change[] {
  const isRest = owner.section === 'Api';
  const preflight = isRest && hasPreflight(route.api) ? [setOnApi(owner, ['Auth', 'AddDefaultAuthorizerToCorsPreflight'], false)] : [];
  // Otherwise callers would need lambda:InvokeFunction too (SAM developer guide, ApiAuth, InvokeRole).
  const invoke = isRest && guard.kind === 'iam' && eventsOf(owner).length > 0 ? [setOnApi(owner, ['Auth', 'InvokeRole'], 'NONE')] : [];
  return [setOnApi(owner, ['Auth', 'DefaultAuthorizer'], authorizerName(guard)), ...invoke, ...preflight];
}

function onEvent(owner: ApiOwner, { file, path }: WrittenRoute, guard: Guard): Change[] {
  const set = (key: string, value: Authored): Change => ({ kind: 'set', file, path: [...path, 'Auth', key], value });
  const invoke = owner.section === 'Api' && guard.kind === 'iam' ? [set('InvokeRole', 'NONE')] : [];
  return [set('Authorizer', authorizerName(guard)), ...invoke];
}

/** The default holds once the event no longer says otherwise. */
function withoutOverride({ file, path }: WrittenRoute): Change {
  const auth = written(file, [...path, 'Auth']);
  const whole: Path = [...path, 'Auth'];
  return { kind: 'remove', file, path: auth?.kind === 'map' && auth.entries.size === 1 ? whole : [...whole, 'Authorizer'] };
}
