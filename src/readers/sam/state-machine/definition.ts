import { MapNode, ListNode, ScalarNode, build, stringOf } from '../../../util/node.ts';
import type { Buildable, Entry, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { asciiString } from '../ids.ts';
import { isIntrinsic } from '../intrinsics.ts';
import { readLocation } from '../location.ts';
import { given, mapOf } from '../values.ts';

/** The definition of a state machine and its substitutions, from `Definition` or `DefinitionUri`. */
export function stateMachineDefinition(
  context: SamContext,
  logicalId: string,
  properties: MapNode,
  resource: MapNode,
): { [name: string]: Buildable | undefined } {
  const [definition, uri] = [given(properties, 'Definition'), given(properties, 'DefinitionUri')];
  const substitutions = given(properties, 'DefinitionSubstitutions');
  if (definition !== undefined && uri !== undefined) context.fail(logicalId, 'Definition and DefinitionUri cannot be set together', uri.at);
  if (definition !== undefined) {
    const found: [string, Node][] = [];
    const text = indented(withSubstitutions(definition, found), 0);
    const lines = new ListNode(
      definition.at,
      text.split('\n').map((line) => new ScalarNode(line, definition.at)),
    );
    return { DefinitionString: { 'Fn::Join': ['\n', lines] }, DefinitionSubstitutions: merged(substitutions, found, definition) };
  }
  if (uri === undefined) {
    context.fail(logicalId, 'Definition or DefinitionUri must be set', resource.get('Type')?.at ?? resource.at);
    return { DefinitionSubstitutions: substitutions };
  }
  const location = readLocation(context, logicalId, 'DefinitionUri', uri);
  if (location === undefined) return { DefinitionSubstitutions: substitutions };
  const object = 'kind' in location ? location : { Bucket: location.bucket, Key: location.key, Version: location.version };
  return { DefinitionS3Location: object, DefinitionSubstitutions: substitutions };
}

function merged(written: Node | undefined, found: readonly [string, Node][], definition: Node): Buildable | undefined {
  if (found.length === 0) return written;
  const all = new Map<string, Entry>(mapOf(written)?.entries);
  for (const [name, value] of found) all.set(name, { keyAt: value.at, value });
  return new MapNode(written?.at ?? definition.at, all);
}

/** The definition with intrinsic functions and dynamic references replaced by `${definition_substitution_N}`. */
function withSubstitutions(node: Node, found: [string, Node][]): Node {
  const replace = (child: Node): Node => {
    if (!isIntrinsic(child) && !isDynamicReference(child)) return withSubstitutions(child, found);
    const name = `definition_substitution_${found.length + 1}`;
    found.push([name, child]);
    return new ScalarNode(`\${${name}}`, child.at);
  };
  if (node.kind === 'list') return new ListNode(node.at, node.items.map(replace));
  if (node.kind !== 'map') return node;
  // Numbered in the order of keys, not of the file.
  const replaced = new Map(
    node
      .keys()
      .toSorted()
      .map((key) => [key, replace(node.get(key)!)]),
  );
  return build(Object.fromEntries(replaced), node.at);
}

function isDynamicReference(node: Node): boolean {
  return /^\{\{resolve:[a-z-]+:.+\}\}$/.test(stringOf(node) ?? '');
}

/** JSON with sorted keys, four spaces a level and ASCII escapes. */
function indented(node: Node, level: number): string {
  const inner = '\n' + ' '.repeat(4 * (level + 1));
  const outer = '\n' + ' '.repeat(4 * level);
  if (node.kind === 'list') {
    return node.items.length === 0 ? '[]' : `[${inner}${node.items.map((item) => indented(item, level + 1)).join(`,${inner}`)}${outer}]`;
  }
  if (node.kind === 'map') {
    const keys = node.keys().toSorted();
    const lines = keys.map((key) => `${asciiString(key)}: ${indented(node.get(key)!, level + 1)}`);
    return keys.length === 0 ? '{}' : `{${inner}${lines.join(`,${inner}`)}${outer}}`;
  }
  return typeof node.value === 'string' ? asciiString(node.value) : String(node.value);
}
