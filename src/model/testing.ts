import { readJson } from '../util/json.ts';
import { onlyEntry, stringOf } from '../util/node.ts';
import type { Json, Node } from '../util/node.ts';
import { SourceFile } from '../util/span.ts';
import type { Span } from '../util/span.ts';
import { createApp } from './app.ts';
import type { App } from './app.ts';
import { DEFAULT_CONFIG } from './config.ts';
import type { Config } from './config.ts';
import type { Resource, Stack } from './template.ts';
import { unknown } from './value.ts';
import type { Atom, MapValue, Value } from './value.ts';

/**
 * An evaluated stack from plain resources, for tests. `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::Join` and `Fn::ImportValue`
 * become atoms; any other `Fn::` function becomes an unknown with its name as reason. Spans point into the resources as
 * indented JSON text, file `template.json`.
 */
function stackOf(resources: Json): Stack {
  const source = new SourceFile('template.json', JSON.stringify(resources, null, 2));
  const read = readJson(source);
  if (!read.ok) throw new Error(read.error.message);
  const root = read.node;
  if (root.kind !== 'map') throw new Error('resources must be a map of logical id to resource');
  const ids = new Set(root.keys());
  const found = new Map<string, Resource>();
  for (const [id, entry] of root.entries) found.set(id, resourceOf(id, entry.value, { ids, at: entry.keyAt }));
  return { format: 'cloudformation', files: [source], resources: found, parameters: [], problems: [], opaque: null, outputs: new Map() };
}

/** The model of an evaluated stack from plain resources, for tests; the clock stands at 2026-11-22. */
export function appOf(resources: Json, config: Partial<Config> = {}): App {
  return createApp(stackOf(resources), { ...DEFAULT_CONFIG, ...config }, '2026-11-22');
}

/** A value from plain data, for tests: intrinsic functions as in `stackOf`, every `Ref` of a name that has no `::` in it being a resource's. */
export function valueOf(data: Json): Value {
  const read = readJson(new SourceFile('value.json', JSON.stringify(data, null, 2)));
  if (!read.ok) throw new Error(read.error.message);
  return evaluate(read.node, null);
}

function resourceOf(id: string, node: Node, context: { ids: ReadonlySet<string>; at: Span }): Resource {
  const value = evaluate(node, context.ids);
  if (value.kind !== 'map') throw new Error(`${id} is not a map`);
  const type = value.entries.get('Type')?.value;
  const properties = value.entries.get('Properties')?.value;
  const attributes = [...value.entries].filter(([key]) => key !== 'Type' && key !== 'Properties');
  const none: MapValue = { kind: 'map', entries: new Map(), at: context.at };
  return {
    id,
    logicalId: id.slice(id.lastIndexOf('/') + 1),
    type: type?.kind === 'scalar' ? String(type.value) : '',
    properties: properties?.kind === 'map' || properties?.kind === 'unknown' ? properties : none,
    attributes: new Map(attributes.map(([key, entry]) => [key, entry.value])),
    at: context.at,
    owner: null,
  };
}

/** `ids` null: every plain name is taken as a resource's. */
function evaluate(node: Node, ids: ReadonlySet<string> | null): Value {
  const call = onlyEntry(node);
  if (call !== undefined && (call.key === 'Ref' || call.key.startsWith('Fn::'))) return intrinsic(call.key, call.value, ids);
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', value: node.value, at: node.at };
    case 'list':
      return { kind: 'list', items: node.items.map((item) => evaluate(item, ids)), at: node.at };
    case 'map': {
      const entries = [...node.entries].map(([key, entry]) => [key, { keyAt: entry.keyAt, value: evaluate(entry.value, ids) }] as const);
      return { kind: 'map', entries: new Map(entries), at: node.at };
    }
  }
}

function intrinsic(name: string, argument: Node, ids: ReadonlySet<string> | null): Value {
  const at = argument.at;
  const text = stringOf(argument);
  if (name === 'Ref' && text !== undefined) return { kind: 'text', atoms: [reference(text, ids)], at };
  if (name === 'Fn::ImportValue') return { kind: 'text', atoms: [{ kind: 'import', name: text ?? '?' }], at };
  if (name === 'Fn::GetAtt') {
    const path = argument.kind === 'list' ? argument.items.map((item) => stringOf(item) ?? '?').join('.') : (text ?? '?');
    return { kind: 'text', atoms: [reference(path, ids)], at };
  }
  if (name === 'Fn::Sub') return joined(substituted(argument, ids), at);
  if (name === 'Fn::Join' && argument.kind === 'list' && argument.items[1]?.kind === 'list') {
    const separator = stringOf(argument.items[0]) ?? '';
    const parts = argument.items[1].items.map((item) => atomsIn(evaluate(item, ids)));
    return joined(
      parts.flatMap((part, i) => (i === 0 ? part : [{ kind: 'literal', text: separator } as const, ...part])),
      at,
    );
  }
  return unknown(name, at);
}

function substituted(argument: Node, ids: ReadonlySet<string> | null): Atom[] {
  const [template, variables] = argument.kind === 'list' ? [argument.items[0], argument.items[1]] : [argument, undefined];
  const atoms: Atom[] = [];
  for (const part of (stringOf(template) ?? '').split(/(\$\{[^}]*\})/)) {
    const name = /^\$\{([^}]*)\}$/.exec(part)?.[1];
    if (name === undefined) atoms.push({ kind: 'literal', text: part });
    else if (name.startsWith('!')) atoms.push({ kind: 'literal', text: `\${${name.slice(1)}}` });
    else {
      const variable = variables?.kind === 'map' ? variables.get(name) : undefined;
      if (variable === undefined) atoms.push(reference(name, ids));
      else atoms.push(...atomsIn(evaluate(variable, ids)));
    }
  }
  return atoms;
}

function reference(path: string, ids: ReadonlySet<string> | null): Atom {
  if (path.startsWith('AWS::')) return { kind: 'pseudo', name: path };
  const [id, ...attribute] = path.split('.');
  if (ids === null || ids.has(id!)) return { kind: 'resource', id: id!, attribute: attribute.length === 0 ? null : attribute.join('.') };
  return { kind: 'parameter', name: path, noEcho: false, type: 'String' };
}

function atomsIn(value: Value): readonly Atom[] {
  if (value.kind === 'text') return value.atoms;
  if (value.kind === 'scalar') return [{ kind: 'literal', text: String(value.value) }];
  return [{ kind: 'unknown', reason: value.kind === 'unknown' ? value.reason : `a ${value.kind} in a text` }];
}

/** Neighbouring literals become one; a text without holes is a scalar. */
function joined(atoms: readonly Atom[], at: Span): Value {
  const merged: Atom[] = [];
  for (const atom of atoms) {
    const last = merged.at(-1);
    if (atom.kind === 'literal' && last?.kind === 'literal') merged[merged.length - 1] = { kind: 'literal', text: last.text + atom.text };
    else if (atom.kind !== 'literal' || atom.text !== '') merged.push(atom);
  }
  if (merged.length === 0) return { kind: 'scalar', value: '', at };
  if (merged.length === 1 && merged[0]!.kind === 'literal') return { kind: 'scalar', value: merged[0]!.text, at };
  return { kind: 'text', atoms: merged, at };
}
