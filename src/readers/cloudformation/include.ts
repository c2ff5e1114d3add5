import type { TemplateProblem } from '../../model/template.ts';
import { unknown } from '../../model/value.ts';
import type { Unknown } from '../../model/value.ts';
import { ListNode, MapNode, stringOf } from '../../util/node.ts';
import type { Entry, Node } from '../../util/node.ts';
import type { ReadResult, ReadWarning } from '../../util/read.ts';
import type { SourceFile } from '../../util/span.ts';

/** A file that `AWS::Include` named, read. */
export interface IncludedFile {
  readonly source: SourceFile;
  readonly read: ReadResult;
}

/** A tree with its local includes merged in. */
export interface Included {
  readonly root: MapNode;
  readonly files: readonly SourceFile[];
  readonly opaque: Unknown | null;
  readonly problems: readonly TemplateProblem[];
  readonly warnings: readonly ReadWarning[];
}

/** Included files may include others, so deep. */
const DEEPEST_INCLUDE = 3;
/** Most files that one template may include, itself and through included ones. */
const MOST_INCLUDES = 100;

/**
 * Merges files that `Fn::Transform: {Name: AWS::Include, Parameters: {Location}}` names beside the template; what lies in
 * S3 stays as it is. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
 */
export function includeLocalFiles(root: MapNode, include: (location: string) => IncludedFile | undefined): Included {
  const merger = new Merger(include);
  const merged = merger.node(withTopLevelInclude(root), 0) as MapNode;
  const resources = merged.get('Resources');
  const hidden = transformIn(merged) ?? (resources?.kind === 'map' ? transformIn(resources) : undefined);
  return { root: merged, files: merger.files, opaque: hidden ?? null, problems: merger.problems, warnings: merger.warnings };
}

/** `Transform: {Name: AWS::Include, ...}` at the top is the same as `Fn::Transform` there. */
function withTopLevelInclude(root: MapNode): MapNode {
  const entry = root.entries.get('Transform');
  const items = entry?.value.kind === 'list' ? entry.value.items : entry === undefined ? [] : [entry.value];
  const include = items.find((item) => item.kind === 'map' && stringOf(item.get('Name')) === 'AWS::Include');
  if (entry === undefined || include === undefined || root.has('Fn::Transform')) return root;
  return new MapNode(root.at, new Map(root.entries).set('Fn::Transform', { keyAt: entry.keyAt, value: include }));
}

/** A transform among sections or resources hides resources that the template may have. */
function transformIn(map: MapNode): Unknown | undefined {
  const entry = map.entries.get('Fn::Transform');
  if (entry === undefined) return undefined;
  const location = locationOf(entry.value);
  return unknown(
    location === undefined ? 'a macro adds to the template at deployment' : `${location} is included at deployment`,
    entry.keyAt,
  );
}

class Merger {
  readonly files: SourceFile[] = [];
  readonly problems: TemplateProblem[] = [];
  readonly warnings: ReadWarning[] = [];
  readonly #include: (location: string) => IncludedFile | undefined;

  constructor(include: (location: string) => IncludedFile | undefined) {
    this.#include = include;
  }

  node(node: Node, depth: number): Node {
    switch (node.kind) {
      case 'scalar':
        return node;
      case 'list': {
        const items = node.items.map((item) => this.node(item, depth));
        return items.every((item, i) => item === node.items[i]) ? node : new ListNode(node.at, items);
      }
      case 'map':
        return this.#map(node, depth);
    }
  }

  #map(node: MapNode, depth: number): Node {
    let changed: Map<string, Entry> | undefined;
    for (const [key, entry] of node.entries) {
      const value = key === 'Fn::Transform' ? this.#included(entry.value, depth) : this.node(entry.value, depth);
      if (key === 'Fn::Transform' && value !== undefined) {
        // Alone it stands for whatever the file holds; beside other keys the file's keys join them.
        if (node.entries.size === 1) return value;
        if (value.kind !== 'map') continue;
        changed ??= new Map(node.entries);
        changed.delete(key);
        for (const [name, inner] of value.entries) if (!changed.has(name)) changed.set(name, inner);
        continue;
      }
      if (value === undefined || value === entry.value) continue;
      changed ??= new Map(node.entries);
      changed.set(key, { keyAt: entry.keyAt, value });
    }
    return changed === undefined ? node : new MapNode(node.at, changed);
  }

  #included(call: Node, depth: number): Node | undefined {
    const location = locationOf(call);
    if (location === undefined || /^[a-z][a-z0-9+.-]+:/i.test(location)) return undefined;
    if (depth >= DEEPEST_INCLUDE || this.files.length >= MOST_INCLUDES)
      return this.#problem(call, `the file ${location} is included too deeply or too often`);
    const file = this.#include(location);
    if (file === undefined) return this.#problem(call, `the included file ${location} is not there`);
    if (!file.read.ok) return this.#problem(call, `the included file ${location} cannot be read: ${file.read.error.message}`);
    this.files.push(file.source);
    this.warnings.push(...file.read.warnings);
    return this.node(file.read.node, depth + 1);
  }

  #problem(call: Node, message: string): undefined {
    this.problems.push({ kind: 'bad-intrinsic', resource: null, message, at: call.at });
    return undefined;
  }
}

/** The location that an include names; undefined for other macros and for locations that are not plain text. */
function locationOf(call: Node): string | undefined {
  if (call.kind !== 'map' || stringOf(call.get('Name')) !== 'AWS::Include') return undefined;
  const parameters = call.get('Parameters');
  return parameters?.kind === 'map' ? stringOf(parameters.get('Location')) : undefined;
}
