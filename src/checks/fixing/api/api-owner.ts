import type { Api } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Path, SetChange } from '../../../model/change.ts';
import type { Resource } from '../../../model/template.ts';
import { written, writtenTree } from '../../../model/written.ts';
import { kept } from '../../../util/kept.ts';
import { at } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { writtenOf } from '../owner.ts';

/** Sections of `Globals` for APIs (SAM developer guide, Globals section). */
export type ApiSection = 'Api' | 'HttpApi' | 'WebSocketApi';

/** Where the owner says how an API is: its own resource, or `Globals` for an API that SAM makes of events without one. */
export interface ApiOwner {
  readonly file: SourceFile;
  /** `Globals` section that holds for it; null for an API of plain CloudFormation. */
  readonly section: ApiSection | null;
  /** Whether no resource stands for it (`ServerlessRestApi`, `ServerlessHttpApi`). */
  readonly isImplicit: boolean;
  /** Path of its properties, or of its section of `Globals`. */
  readonly base: Path;
  /** The logical id as the owner knows it. */
  readonly name: string;
}

const SECTIONS: Readonly<Record<string, ApiSection>> = {
  'AWS::Serverless::Api': 'Api',
  'AWS::Serverless::HttpApi': 'HttpApi',
  'AWS::Serverless::WebSocketApi': 'WebSocketApi',
};

const IMPLICIT: Readonly<Record<string, ApiSection>> = { ServerlessRestApi: 'Api', ServerlessHttpApi: 'HttpApi' };

/** Where the owner says how an API is, the same object each time; undefined for one that stands in no file that can be edited, or outside of the app. */
export const apiOwner: (api: Api) => ApiOwner | undefined = kept((api) => (api.external === null ? ownerOfApi(api.resource) : undefined));

function ownerOfApi(resource: Resource): ApiOwner | undefined {
  const own = writtenOf(resource);
  const file = resource.at.source;
  if (own !== undefined) {
    const section = SECTIONS[own.type] ?? null;
    return { file: own.file, section, isImplicit: false, base: [...own.path, 'Properties'], name: own.logicalId };
  }
  const section = IMPLICIT[resource.logicalId];
  const globals = at(writtenTree(file) ?? undefined, 'Globals');
  if (section === undefined || !isSam(file) || (globals !== undefined && globals.kind !== 'map')) return undefined;
  return { file, section, isImplicit: true, base: ['Globals', section], name: resource.logicalId };
}

function isSam(file: SourceFile): boolean {
  return at(writtenTree(file) ?? undefined, 'Transform') !== undefined;
}

/** A setting of an API as the owner wrote it, and its path: on the resource, else in `Globals`; where it would go when nowhere. */
export function apiSetting(owner: ApiOwner, name: string): { readonly path: Path; readonly node: Node | undefined } {
  const places = owner.section === null || owner.isImplicit ? [owner.base] : [owner.base, ['Globals', owner.section]];
  for (const place of places) {
    const path = [...place, name];
    const node = written(owner.file, path);
    if (node !== undefined) return { path, node };
  }
  return { path: [...owner.base, name], node: undefined };
}

/** Sets something on an API by a path below its properties. */
export function setOnApi(owner: ApiOwner, path: Path, value: Authored): SetChange {
  return { kind: 'set', file: owner.file, path: [...owner.base, ...path], value };
}

/** Other APIs of the owner's file that `Globals` for an implicit API would change as well. */
export function sharingGlobals(app: App, owner: ApiOwner): Api[] {
  return app.apis.filter((api) => {
    const other = apiOwner(api);
    return other !== undefined && !other.isImplicit && other.file === owner.file && other.section === owner.section;
  });
}
