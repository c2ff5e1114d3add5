import type { App } from '../app.ts';
import { refersTo } from '../reference.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { entriesOf, exactText, flag, get, isUnknown, itemsOf, resourcesIn, sameValue, show, unknown } from '../value.ts';
import type { Unknown, Value } from '../value.ts';
import type { ApiKind, MethodSetting, Stage, Throttle } from './api.ts';
import { managedOverride } from './http.ts';

/** Stages of an API, those that deployments and quick create make included. */
export function stagesOf(app: App, api: Resource, kind: ApiKind): Stage[] {
  return kind === 'rest' ? restStages(app, api) : kind === 'graphql' ? [] : v2Stages(app, api);
}

function restStages(app: App, api: Resource): Stage[] {
  const declared = app.ofType('AWS::ApiGateway::Stage').filter((stage) => refersTo(property(stage, 'RestApiId'), api) === true);
  const stages = declared.map((stage) => restStage({ app, api, resource: stage, properties: stage.properties }));
  for (const deployment of app.ofType('AWS::ApiGateway::Deployment')) {
    const name = property(deployment, 'StageName');
    if (name === undefined || refersTo(property(deployment, 'RestApiId'), api) !== true) continue;
    if (stages.some((stage) => sameValue(stage.name, name))) continue;
    stages.push({ ...restStage({ app, api, resource: deployment, properties: property(deployment, 'StageDescription') }), name });
  }
  return stages;
}

interface Declared {
  readonly app: App;
  readonly api: Resource;
  readonly resource: Resource;
  readonly properties: Value | undefined;
}

function restStage(declared: Declared): Stage {
  const { api, resource, properties } = declared;
  const settings = itemsOf(get(properties, 'MethodSettings')).map(methodSetting);
  const name = get(properties, 'StageName');
  const forAll = settings.find((setting) => setting.path === '/*' && setting.method === '*');
  const listed = get(properties, 'MethodSettings');
  const own = throttleIn(get(properties, 'ThrottlingRateLimit'), get(properties, 'ThrottlingBurstLimit'), properties?.at ?? resource.at);
  const blind = settings.map((setting) => (isUnknown(setting.path) ? setting.path : setting.method)).find(isUnknown);
  return {
    apiId: api.id,
    name,
    resource,
    settings,
    defaultThrottle: isUnknown(listed) ? listed : ((forAll && throttleOfSetting(forAll)) ?? own ?? blind ?? null),
    routeThrottles: routeThrottles(settings, (setting) => `${text(setting.path)} ${text(setting.method)}`),
    accessLog: accessLogOf(get(properties, 'AccessLogSetting')),
    tracing: flag(get(properties, 'TracingEnabled'), false),
    wafAssociated: wafOf(declared, name),
    clientCertificate: get(properties, 'ClientCertificateId'),
    cacheEncrypted: cacheEncryption(properties, settings),
    at: resource.at,
  };
}

function v2Stages(app: App, api: Resource): Stage[] {
  const declared = app.ofType('AWS::ApiGatewayV2::Stage').filter((stage) => refersTo(property(stage, 'ApiId'), api) === true);
  const stages = declared.map((stage) => v2Stage(api, stage, stage.properties));
  const target = property(api, 'Target');
  if (target === undefined) return stages;
  const name: Value = { kind: 'scalar', value: '$default', at: target.at };
  return [...stages, { ...v2Stage(api, null, managedOverride(app, api, 'Stage')), name, at: target.at }];
}

/** HTTP and WebSocket APIs have neither X-Ray tracing, web ACLs, client certificates nor caches (API Gateway developer guide, choosing between REST and HTTP APIs). */
function v2Stage(api: Resource, resource: Resource | null, properties: Value | undefined): Stage {
  const defaults = get(properties, 'DefaultRouteSettings');
  const perRoute = get(properties, 'RouteSettings');
  const forAll = defaults === undefined ? [] : [routeSetting('*', defaults)];
  const own = entriesOf(perRoute).map(({ key, value }) => routeSetting(key, value));
  return {
    apiId: api.id,
    name: get(properties, 'StageName'),
    resource,
    settings: [...forAll, ...own],
    defaultThrottle: isUnknown(defaults)
      ? defaults
      : isUnknown(perRoute)
        ? perRoute
        : forAll[0] === undefined
          ? null
          : throttleOfSetting(forAll[0]),
    routeThrottles: routeThrottles(own, (setting) => text(setting.path)),
    accessLog: accessLogOf(get(properties, 'AccessLogSettings')),
    tracing: false,
    wafAssociated: false,
    clientCertificate: undefined,
    cacheEncrypted: null,
    at: resource?.at ?? api.at,
  };
}

function methodSetting(value: Value): MethodSetting {
  return {
    ...settingOf(value),
    path: told(get(value, 'ResourcePath'), value, decodedPath),
    method: told(get(value, 'HttpMethod'), value, (verb) => verb.toUpperCase()),
  };
}

function routeSetting(key: string, value: Value): MethodSetting {
  return { ...settingOf(value), path: key, method: '*' };
}

function settingOf(value: Value): Omit<MethodSetting, 'path' | 'method'> {
  return {
    throttlingRateLimit: get(value, 'ThrottlingRateLimit'),
    throttlingBurstLimit: get(value, 'ThrottlingBurstLimit'),
    loggingLevel: get(value, 'LoggingLevel'),
    dataTrace: flag(get(value, 'DataTraceEnabled'), false),
    metrics: flag(get(value, 'MetricsEnabled') ?? get(value, 'DetailedMetricsEnabled'), false),
    caching: flag(get(value, 'CachingEnabled'), false),
    cacheEncrypted: flag(get(value, 'CacheDataEncrypted'), false),
    at: value.at,
  };
}

/** Not set means all, as for a setting without path or method. */
function told(value: Value | undefined, setting: Value, read: (exact: string) => string): string | Unknown {
  if (value === undefined) return setting.kind === 'unknown' ? setting : read('*');
  const exact = exactText(value);
  if (exact !== undefined) return read(exact);
  return isUnknown(value) ? value : unknown(`${show(value)} is known only at deployment`, value.at);
}

/** `/~1orders~1{id}` is how CloudFormation writes `/orders/{id}` (AWS::ApiGateway::Stage MethodSetting, ResourcePath). */
function decodedPath(path: string): string {
  if (path === '*' || path === '/*') return '/*';
  return `/${path.replaceAll('~1', '/').replaceAll('~0', '~')}`.replace(/^\/+/, '/');
}

function text(part: string | Unknown): string {
  return isUnknown(part) ? '?' : part;
}

function routeThrottles(settings: readonly MethodSetting[], keyOf: (setting: MethodSetting) => string): Map<string, Throttle> {
  const throttles = new Map<string, Throttle>();
  for (const setting of settings) {
    const throttle = throttleOfSetting(setting);
    if (throttle !== null) throttles.set(keyOf(setting), throttle);
  }
  throttles.delete('/* *');
  return throttles;
}

function throttleOfSetting(setting: MethodSetting): Throttle | null {
  return throttleIn(setting.throttlingRateLimit, setting.throttlingBurstLimit, setting.at);
}

function throttleIn(rate: Value | undefined, burst: Value | undefined, at: Throttle['at']): Throttle | null {
  return rate === undefined && burst === undefined ? null : { rate, burst, at };
}

function accessLogOf(value: Value | undefined): Stage['accessLog'] {
  if (value === undefined || isUnknown(value)) return value ?? null;
  const destination = get(value, 'DestinationArn');
  return destination === undefined ? null : { destination, format: get(value, 'Format'), at: value.at };
}

/** Nothing is cached without a cache cluster, whatever the methods say. */
function cacheEncryption(properties: Value | undefined, settings: readonly MethodSetting[]): boolean | null | Unknown {
  const cluster = flag(get(properties, 'CacheClusterEnabled'), false);
  if (isUnknown(cluster)) return cluster;
  const cached = settings.filter((setting) => setting.caching !== false);
  const all = flag(get(properties, 'CachingEnabled'), false);
  if (!cluster || (cached.length === 0 && all === false)) return null;
  const verdicts = cached.map((setting) => setting.cacheEncrypted);
  if (all !== false) verdicts.push(flag(get(properties, 'CacheDataEncrypted'), false));
  return verdicts.includes(false) ? false : (verdicts.find(isUnknown) ?? true);
}

/** A web ACL is associated by the ARN of the stage: `arn:aws:apigateway:<region>::/restapis/<api>/stages/<stage>`. */
function wafOf({ app, api, resource: stage }: Declared, name: Value | undefined): boolean | Unknown {
  let blocked: Unknown | undefined;
  for (const association of app.ofType('AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation')) {
    const arn = property(association, 'ResourceArn');
    if (isUnknown(arn)) blocked ??= arn;
    const named = resourcesIn(arn);
    if (named.has(stage.id)) return true;
    if (!named.has(api.id)) continue;
    const suffix = show(arn).split('/stages/')[1];
    if (suffix === undefined || suffix === show(name)) return true;
    if (suffix.includes('${') && arn !== undefined)
      blocked ??= unknown(`whether ${suffix} is this stage is known only at deployment`, arn.at);
  }
  return blocked ?? false;
}
