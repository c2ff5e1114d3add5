import type { Api, Stage } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { NoFix } from '../../../model/fix.ts';
import { written } from '../../../model/written.ts';
import { at } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { noFix, notWritten, writtenOf } from '../owner.ts';
import { override } from './managed-override.ts';
import { isSettable } from '../place.ts';
import { apiOwner, apiSetting, sharingGlobals } from './api-owner.ts';
import type { ApiOwner } from './api-owner.ts';

/** What a stage lets through. */
export interface Limits {
  /** Requests per second. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

/** A stage, and the limits it gets. */
export interface StageLimits {
  readonly api: Api;
  readonly stage: Stage;
  readonly limits: Limits;
}

/** Sets the limits that hold for every route of a stage without its own, where the owner wrote the stage or what makes it. */
export function stageThrottle(app: App, to: StageLimits): Change[] | NoFix {
  const { api, stage } = to;
  const owner = apiOwner(api);
  if (owner !== undefined && owner.section !== null) return ofSam(app, owner, to);
  if (stage.resource === null) return quickCreated(app, to);
  const own = writtenOf(stage.resource);
  if (own === undefined) return notWritten(stage.resource);
  const base = [...own.path, 'Properties'];
  if (own.type === 'AWS::ApiGateway::Deployment') return bothLimits(own.file, [...base, 'StageDescription'], to.limits);
  if (own.type !== 'AWS::ApiGateway::Stage') return bothLimits(own.file, [...base, 'DefaultRouteSettings'], to.limits);
  return methodSettings(own.file, [...base, 'MethodSettings'], to.limits);
}

function ofSam(app: App, owner: ApiOwner, { limits }: StageLimits): Change[] | NoFix {
  if (owner.section !== 'Api') return bothLimits(owner.file, apiSetting(owner, 'DefaultRouteSettings').path, limits);
  // Lists of Globals and of a resource are joined (SAM developer guide, Globals section), so what an implicit API gets, all get.
  const others = owner.isImplicit ? sharingGlobals(app, owner) : [];
  const limited = others.find((other) =>
    other.stages.some((stage) => stage.settings.some((one) => one.path === '/*' && one.method === '*')),
  );
  const { path, node } = apiSetting(owner, 'MethodSettings');
  if (limited !== undefined && node === undefined) {
    return noFix(
      `Globals is where ${owner.name} is set, and ${limited.resource.logicalId} has limits of its own: give ${owner.name} a resource`,
    );
  }
  const shared = ['Globals', 'Api', 'MethodSettings'];
  const isShared = !owner.isImplicit && node === undefined && app.apis.some((api) => isImplicitIn(api, owner));
  return methodSettings(owner.file, isShared ? shared : path, limits);
}

/** Whether an API is the implicit REST API of the owner's file, whose setting in Globals holds for the owner's too. */
function isImplicitIn(api: Api, owner: ApiOwner): boolean {
  const other = apiOwner(api);
  return other !== undefined && other.isImplicit && other.file === owner.file && other.section === owner.section;
}

/** The entry for every path and method, which takes the limits, or a new one. */
function methodSettings(file: SourceFile, path: Path, limits: Limits): Change[] | NoFix {
  const list = written(file, path);
  const index = list?.kind === 'list' ? list.items.findIndex(isForAll) : -1;
  if (index >= 0) return bothLimits(file, [...path, index], limits);
  if (!isSettable(file, path) || (list !== undefined && list.kind !== 'list')) return noFix(`${path.join('.')} is not written as a list`);
  const item: Authored = { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: limits.rate, ThrottlingBurstLimit: limits.burst };
  return [{ kind: 'append', file, path, items: [item] }];
}

function isForAll(setting: Node): boolean {
  const path = at(setting, 'ResourcePath');
  const method = at(setting, 'HttpMethod');
  return isAll(path, ['/*', '*']) && isAll(method, ['*']);
}

function isAll(node: Node | undefined, texts: readonly string[]): boolean {
  return node === undefined || (node.kind === 'scalar' && texts.includes(String(node.value)));
}

/** An API of quick create has a stage of its own. */
function quickCreated(app: App, { api, limits }: StageLimits): Change[] | NoFix {
  const settings = { ThrottlingRateLimit: limits.rate, ThrottlingBurstLimit: limits.burst };
  return override(app, api, 'Stage', { DefaultRouteSettings: settings });
}

function bothLimits(file: SourceFile, path: Path, { rate, burst }: Limits): Change[] | NoFix {
  if (!isSettable(file, [...path, 'ThrottlingRateLimit'])) return noFix(`${path.join('.')} is not written as a map`);
  return [
    { kind: 'set', file, path: [...path, 'ThrottlingRateLimit'], value: rate },
    { kind: 'set', file, path: [...path, 'ThrottlingBurstLimit'], value: burst },
  ];
}
