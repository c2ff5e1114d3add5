import type { App } from '../../model/app.ts';
import type { Authored, Path, SetChange } from '../../model/change.ts';
import type { NoFix } from '../../model/fix.ts';
import type { Resource } from '../../model/template.ts';
import { writtenTree } from '../../model/written.ts';
import { at, stringOf } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import { keptForBoth } from '../../util/kept.ts';
import type { SourceFile } from '../../util/span.ts';

/** A resource as its owner wrote it, before SAM expanded it. */
export interface Written {
  readonly file: SourceFile;
  /** `['Resources', logicalId]`. */
  readonly path: Path;
  readonly logicalId: string;
  /** `AWS::Serverless::Function` for a function that SAM made. */
  readonly type: string;
  readonly node: MapNode;
}

/** Where the owner wrote a resource, or what SAM made it of; undefined when it stands in no file that can be edited (a loop, a macro, an include). */
export function writtenOf(resource: Resource): Written | undefined {
  const file = resource.at.source;
  const id = resource.owner?.id ?? resource.id;
  const logicalId = id.slice(id.lastIndexOf('/') + 1);
  const path = ['Resources', logicalId];
  const node = at(writtenTree(file) ?? undefined, ...path);
  const type = at(node, 'Type');
  if (node?.kind !== 'map' || type?.kind !== 'scalar') return undefined;
  return { file, path, logicalId, type: String(type.value), node };
}

/** What the owner wrote at a `.`-separated path of a resource's properties; undefined when nothing stands there. */
export function writtenProperty(resource: Written, path: string): Node | undefined {
  return at(resource.node, 'Properties', ...path.split('.'));
}

/** The path of a property within its file. */
export function propertyPath(resource: Written, path: string): Path {
  return [...resource.path, 'Properties', ...path.split('.')];
}

/** Sets a property by its `.`-separated path. */
export function setProperty(resource: Written, path: string, value: Authored): SetChange {
  return { kind: 'set', file: resource.file, path: propertyPath(resource, path), value };
}

/** `{ Condition: X }` for a companion of a resource that exists only under a condition; empty where it always does. */
export function conditionOf(resource: Written | null): { readonly Condition?: string } {
  const condition = stringOf(at(resource?.node, 'Condition'));
  return condition === undefined ? {} : { Condition: condition };
}

/** A new resource in the file of another one, behind it. */
export function newResource(
  beside: Written,
  logicalId: string,
  body: { readonly Type: string; readonly [key: string]: Authored },
): SetChange {
  return { kind: 'set', file: beside.file, path: ['Resources', logicalId], value: body, after: beside.logicalId };
}

/** The same for a place with no logical id to stand behind: at the end of the resources. */
export function newResourceIn(
  file: SourceFile,
  logicalId: string,
  body: { readonly Type: string; readonly [key: string]: Authored },
): SetChange {
  return { kind: 'set', file, path: ['Resources', logicalId], value: body };
}

/** A logical id that is not taken in a file; the same for the same wish, so that two fixes that need one thing make it once. */
export function freeId(app: App, file: SourceFile, wish: string): string {
  const taken = takenIds(app, file);
  if (!taken.has(wish)) return wish;
  for (let count = 2; ; count++) if (!taken.has(`${wish}${count}`)) return `${wish}${count}`;
}

/** Logical ids of a file's resources and parameters, those that SAM makes of them too. */
const takenIds = keptForBoth((app: App, file: SourceFile): ReadonlySet<string> => {
  const tree = writtenTree(file) ?? undefined;
  const written = ['Resources', 'Parameters'].map((section) => at(tree, section));
  const made = app.resources.filter((resource) => resource.at.source === file).map(({ logicalId }) => logicalId);
  return new Set([...written.flatMap((section) => (section?.kind === 'map' ? section.keys() : [])), ...made]);
});

/** Why there is no edit. */
export function noFix(reason: string): NoFix {
  return { safety: 'advice', reason };
}

/** The reason for a resource that no file of the app has as its owner's own. */
export function notWritten(resource: Resource): NoFix {
  return noFix(`${resource.logicalId} is not written as a resource of its own in ${resource.at.source.path}`);
}

/** `!Ref id`. */
export function ref(id: string): Authored {
  return { Ref: id };
}

/** `!GetAtt id.attribute`. */
export function getAtt(id: string, attribute: string): Authored {
  return { 'Fn::GetAtt': [id, attribute] };
}

/** `!Sub text`. */
export function sub(text: string): Authored {
  return { 'Fn::Sub': text };
}
