import type { Api, Stage } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import { resourceNamed } from '../../../model/value.ts';
import { written } from '../../../model/written.ts';
import type { SourceFile } from '../../../util/span.ts';
import { apiOwner, sharingGlobals } from '../../fixing/api/api-owner.ts';
import { dependsOn, isPlainMap, newLogGroup, retentionDays } from '../../fixing/logs.ts';
import { conditionOf, freeId, getAtt, newResource, newResourceIn, noFix, notWritten, ref, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { logFormat } from './log-format.ts';

/** A log group of its own, and the stage writes a line for every request into it; so does one that a deployment makes beside it. */
export function stageFix(app: App, api: Api, stage: Stage): Fix | NoFix {
  const place = placeOf(api, stage);
  if ('safety' in place) return place;
  if (!isPlainMap(written(place.file, place.path))) return noFix(`the access log of ${place.name} is decided at deployment`);
  const days = retentionDays(app.config);
  const wish = `${place.name}AccessLogs`;
  const group = place.beside === null ? groupAtEnd(app, place.file, wish) : newLogGroup(app, place.beside, { wish });
  const value: Authored = { DestinationArn: getAtt(group.id, 'Arn'), Format: logFormat(api) };
  const own: Change = { kind: 'set', file: place.file, path: place.path, value };
  const settings = place.override === undefined ? [own] : overriding(app, place.override, value);
  const beside = stage.resource?.type === 'AWS::ApiGateway::Deployment' ? null : besideStage(api, place, value);
  const others = place.beside === null ? sharing(app, api) : [];
  const todo = [...[place, ...others].flatMap(({ name }) => roleNeeded(app, api, name)), ...(beside?.todo ?? [])];
  const logged = [{ name: place.name, group: group.id }, ...others].map((one) => `${one.name} in ${one.group}`);
  return {
    safety: todo.length > 0 || beside === null ? 'review' : 'safe',
    title: `Log the requests to ${logged.join(' and to ')} for ${days} days`,
    changes: [
      group.change,
      ...settings,
      ...others.flatMap(({ changes }) => changes),
      ...(beside?.changes ?? []),
      ...behindAccount(app, api, place),
    ],
    ...(todo.length > 0 && { todo }),
  };
}

/** What `Globals` says of the API of events holds for the owner's other APIs too: those that have no log group yet get their own. */
function sharing(app: App, api: Api): { readonly name: string; readonly group: string; readonly changes: readonly Change[] }[] {
  const owner = apiOwner(api);
  if (owner === undefined) return [];
  return sharingGlobals(app, owner).flatMap((other) => {
    const stage = other.stages.find(({ resource }) => resource !== null && STAGES.has(resource.type));
    const place = stage === undefined ? null : placeOf(other, stage);
    if (place === null || 'safety' in place || place.beside === null || written(place.file, place.path) !== undefined) return [];
    const group = newLogGroup(app, place.beside, { wish: `${place.name}AccessLogs` });
    const value: Authored = { DestinationArn: getAtt(group.id, 'Arn'), Format: logFormat(other) };
    return [{ name: place.name, group: group.id, changes: [group.change, { kind: 'set', file: place.file, path: place.path, value }] }];
  });
}

/** What is done about the stage that a deployment makes too: SAM's goes, the owner's logs as well. */
function besideStage(api: Api, place: Place, value: Authored): { readonly changes: readonly Change[]; readonly todo: readonly string[] } {
  const extra = api.stages.filter(({ resource, accessLog }) => resource?.type === 'AWS::ApiGateway::Deployment' && accessLog === null);
  if (extra.length === 0) return { changes: [], todo: [] };
  if (api.resource.owner !== null) {
    const path = [...place.path.slice(0, -1), 'OpenApiVersion'];
    return {
      changes: written(place.file, path) === undefined ? [{ kind: 'set', file: place.file, path, value: OPEN_API_VERSION }] : [],
      todo: [`See that nobody calls the stage named Stage, which SAM adds as long as OpenApiVersion is not set: it goes`],
    };
  }
  const deployments = extra.flatMap(({ resource }) => writtenOf(resource!) ?? []);
  return {
    changes: deployments.map(({ file, path }) => ({
      kind: 'set',
      file,
      path: [...path, 'Properties', 'StageDescription', 'AccessLogSetting'],
      value,
    })),
    todo: [],
  };
}

/** With it SAM makes one stage only (SAM developer guide, AWS::Serverless::Api). */
export const OPEN_API_VERSION = '3.0.1';

interface Place {
  /** The API as its owner knows it. */
  readonly name: string;
  readonly file: SourceFile;
  /** Where the access log settings stand. */
  readonly path: Path;
  /** Behind what the log group goes; null for an API that SAM makes by itself. */
  readonly beside: Written | null;
  /** The API whose one stage API Gateway manages, and which an overriding resource describes. */
  readonly override?: Written;
}

function placeOf(api: Api, stage: Stage): Place | NoFix {
  if (stage.resource === null) return managedPlace(api);
  const { resource } = stage;
  const own = writtenOf(resource);
  const key = api.kind === 'rest' ? 'AccessLogSetting' : 'AccessLogSettings';
  if (own === undefined) return implicitPlace(api, key) ?? notWritten(resource);
  const { file, type } = own;
  const name = writtenOf(api.resource)?.logicalId ?? own.logicalId;
  if (type === 'AWS::ApiGateway::Deployment')
    return { name, file, path: [...own.path, 'Properties', 'StageDescription', key], beside: own };
  if (!STAGES.has(type)) return noFix(`${type} makes the stage`);
  return { name, file, path: [...own.path, 'Properties', key], beside: own };
}

const STAGES: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
]);

/** The API that SAM makes of events without one is described under `Globals` (SAM developer guide, Globals section). */
function implicitPlace(api: Api, key: string): Place | undefined {
  const { owner } = api.resource;
  const section = IMPLICIT[owner?.id ?? ''];
  if (section === undefined) return undefined;
  return { name: section, file: api.at.source, path: ['Globals', section, key], beside: null };
}

/** The section of `Globals` that describes an API that SAM makes of events. */
export const IMPLICIT: Readonly<Record<string, string>> = { ServerlessRestApi: 'Api', ServerlessHttpApi: 'HttpApi' };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apigatewaymanagedoverrides.html */
function managedPlace(api: Api): Place | NoFix {
  const own = writtenOf(api.resource);
  if (own?.type !== 'AWS::ApiGatewayV2::Api') return notWritten(api.resource);
  return { name: own.logicalId, file: own.file, path: [], beside: own, override: own };
}

function overriding(app: App, api: Written, value: Authored): Change[] {
  const known = app
    .ofType('AWS::ApiGatewayV2::ApiGatewayManagedOverrides')
    .find((one) => app.resource(resourceNamed(property(one, 'ApiId')))?.logicalId === api.logicalId);
  const own = known && writtenOf(known);
  if (own !== undefined) return [{ kind: 'set', file: own.file, path: [...own.path, 'Properties', 'Stage', 'AccessLogSettings'], value }];
  const body = {
    Type: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides',
    ...conditionOf(api),
    Properties: { ApiId: ref(api.logicalId), Stage: { AccessLogSettings: value } },
  };
  return [newResource(api, freeId(app, api.file, `${api.logicalId}Stage`), body)];
}

function groupAtEnd(app: App, file: SourceFile, wish: string): { id: string; change: Change } {
  const id = freeId(app, file, wish);
  return {
    id,
    change: newResourceIn(file, id, { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: retentionDays(app.config) } }),
  };
}

/**
 * REST and WebSocket APIs write with one role for all APIs of an account in a region; without it the deployment fails. It is not for one
 * app to set. HTTP APIs need none. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
function roleNeeded(app: App, api: Api, name: string): string[] {
  if (api.kind === 'http' || app.ofType('AWS::ApiGateway::Account').length > 0) return [];
  return [
    `See that the account has a role for the logs of API Gateway in this region (aws apigateway get-account): else the stage of ${name} cannot be deployed`,
  ];
}

/** In a new stack the role must be there before a stage that logs. */
function behindAccount(app: App, { kind }: Api, { beside, file }: Place): Change[] {
  const account = kind === 'http' ? undefined : app.ofType('AWS::ApiGateway::Account').find(({ at }) => at.source === file);
  const own = account && writtenOf(account);
  return own === undefined || beside === null || own.node.has('Condition') ? [] : dependsOn(beside, own.logicalId);
}
