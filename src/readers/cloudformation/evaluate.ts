import { unknown } from '../../model/value.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { onlyEntry } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import { base64, cidr, toJsonString } from './functions/encoding.ts';
import { getAZs, join, length, select, split } from './functions/lists.ts';
import { condition, conditional, findInMap, transform } from './functions/lookups.ts';
import { getAtt, getStackOutput, importValue, ref, sub } from './functions/references.ts';
import type { Intrinsic, Scope } from './scope.ts';
import { literalText } from './text.ts';

/** The functions whose result is true or false; their argument is the whole call. */
export const CONDITION_FUNCTIONS: ReadonlySet<string> = new Set(['Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals']);

/**
 * The intrinsic functions by key.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::ImportValue', importValue],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Length', length],
  ['Fn::GetAZs', getAZs],
  ['Fn::If', conditional],
  ['Fn::FindInMap', findInMap],
  ['Fn::Transform', transform],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::ToJsonString', toJsonString],
]);

/** What a node comes to in a deployment, at the place where the owner wrote it; undefined for `AWS::NoValue`. */
export function evaluate(node: Node, scope: Scope): Value | undefined {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? literalText(node.value, node.at) : { kind: 'scalar', value: node.value, at: node.at };
    case 'list': {
      const items: Value[] = [];
      for (const item of node.items) {
        const value = evaluate(item, scope);
        if (value !== undefined) items.push(value);
      }
      return { kind: 'list', items, at: node.at };
    }
    case 'map':
      return call(node, scope);
  }
}

function call(node: MapNode, scope: Scope): Value | undefined {
  const only = onlyEntry(node);
  if (only !== undefined) {
    const intrinsic = CONDITION_FUNCTIONS.has(only.key) ? condition : INTRINSICS.get(only.key);
    if (intrinsic !== undefined) {
      const argument = intrinsic === condition ? node : only.value;
      return intrinsic({ argument, at: node.at, scope, evaluate: (inner) => evaluate(inner, scope) });
    }
    if (only.key.startsWith('Fn::')) return unknown(`${only.key} is not an intrinsic function that is known`, node.at);
  }
  return evaluateMap(node, scope);
}

/** A map evaluated entry by entry; unknown as a whole when a transform adds to it what only AWS can see. */
export function evaluateMap(node: MapNode, scope: Scope): MapValue | ReturnType<typeof unknown> {
  const entries = new Map<string, { keyAt: typeof node.at; value: Value }>();
  for (const [key, entry] of node.entries) {
    if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) {
      const value =
        key === 'Fn::Transform'
          ? transform({ argument: entry.value, at: entry.value.at, scope, evaluate: (inner) => evaluate(inner, scope) })
          : undefined;
      return unknown(value?.kind === 'unknown' ? value.reason : `${key} could not be unrolled`, node.at);
    }
    const value = evaluate(entry.value, scope);
    if (value !== undefined) entries.set(key, { keyAt: entry.keyAt, value });
  }
  return { kind: 'map', entries, at: node.at };
}
