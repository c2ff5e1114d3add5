import { exactText, get, show, unknown } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { toJson } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { Call, Intrinsic } from '../scope.ts';
import { placed } from '../scope.ts';

/** `Fn::If`: the value of the branch that is taken, at the branch's own place. */
export const conditional: Intrinsic = (call) => {
  const [condition, then, otherwise] = call.argument.kind === 'list' ? call.argument.items : [];
  if (condition === undefined || then === undefined || otherwise === undefined) {
    return unknown('Fn::If without a condition and two values', call.at);
  }
  const holds = call.scope.decide(condition);
  if (typeof holds !== 'boolean') return { ...holds, at: call.at };
  return call.evaluate(holds ? then : otherwise);
};

/** `Fn::FindInMap`, with the default value that AWS::LanguageExtensions adds. */
export const findInMap: Intrinsic = (call) => {
  const [mapping, top, second, options] = call.argument.kind === 'list' ? call.argument.items : [];
  if (mapping === undefined || top === undefined || second === undefined) {
    return unknown('Fn::FindInMap without a mapping and two keys', call.at);
  }
  const named = call.evaluate(mapping);
  const name = exactText(named);
  const map = name === undefined ? undefined : call.scope.mappings?.get(name);
  if (map?.kind !== 'map') return unknown(`the mapping ${name ?? show(named)} is not in the template`, call.at);
  const topKey = keyOf(top, call);
  const secondKey = keyOf(second, call);
  const found = remembered(map, topKey.text, secondKey.text);
  if (found === 'differs') return unknown(`what the mapping ${name!} says for ${topKey.shown}, ${secondKey.shown}`, call.at);
  if (found !== undefined && !isPlain(found))
    return unknown(`the mapping ${name!} holds a function or a map, which no mapping may`, call.at);
  if (found !== undefined) return withParameters(call.evaluate(found), [...topKey.parameters, ...secondKey.parameters], call);
  const fallback = options?.kind === 'map' ? options.get('DefaultValue') : undefined;
  if (fallback !== undefined) return call.evaluate(fallback);
  return unknown(`the mapping ${name!} has no ${topKey.shown}, ${secondKey.shown}`, call.at);
};

/** What a mapping may hold: a text, or a list of texts. A function in there could lead back to the mapping itself. */
function isPlain(node: Node): boolean {
  return node.kind === 'scalar' || (node.kind === 'list' && node.items.every((item) => item.kind === 'scalar'));
}

interface Key {
  /** Undefined when only the deployment knows it. */
  readonly text: string | undefined;
  readonly shown: string;
  readonly parameters: readonly string[];
}

function keyOf(node: Node, call: Call): Key {
  const value = call.evaluate(node);
  const isRegion = value?.kind === 'text' && show(value) === '${AWS::Region}';
  const text = isRegion ? (call.scope.region ?? undefined) : exactText(value);
  return { text, shown: show(value), parameters: value?.kind === 'scalar' ? (value.parameters ?? []) : [] };
}

type Found = Node | 'differs' | undefined;

/** A look-up with an unknown key reads the whole mapping, so that its outcome is kept. */
const REMEMBERED = new WeakMap<MapNode, Map<string, Found>>();

function remembered(map: MapNode, top: string | undefined, second: string | undefined): Found {
  if (top !== undefined && second !== undefined) return lookUp(map, top, second);
  const known = REMEMBERED.get(map) ?? new Map<string, Found>();
  REMEMBERED.set(map, known);
  const key = JSON.stringify([top ?? null, second ?? null]);
  if (!known.has(key)) known.set(key, lookUp(map, top, second));
  return known.get(key);
}

/** The mapping's value; with a key that is not known, the value that all keys agree on, else `differs`. */
function lookUp(map: MapNode, top: string | undefined, second: string | undefined): Found {
  const tops = top === undefined ? [...map.entries.values()].map((entry) => entry.value) : [map.get(top)];
  let agreed: Node | undefined;
  let json: string | undefined;
  for (const inner of tops) {
    if (inner?.kind !== 'map') continue;
    const values = second === undefined ? [...inner.entries.values()].map((entry) => entry.value) : [inner.get(second)];
    for (const value of values) {
      if (value === undefined) continue;
      const text = JSON.stringify(toJson(value));
      if (json !== undefined && json !== text) return 'differs';
      agreed = value;
      json = text;
    }
  }
  return agreed;
}

function withParameters(value: Value | undefined, parameters: readonly string[], call: Call): Value | undefined {
  if (value === undefined) return undefined;
  const here = placed(value, call.at);
  return here.kind === 'scalar' && parameters.length > 0 ? { ...here, parameters } : here;
}

/** A condition function where a value is expected. */
export const condition: Intrinsic = (call) => {
  const holds = call.scope.decide(call.argument);
  return typeof holds === 'boolean' ? { kind: 'scalar', value: holds, at: call.at } : { ...holds, at: call.at };
};

/** `Fn::Transform`: what is left of it after local files have been included only AWS can run. */
export const transform: Intrinsic = (call) => {
  const argument = call.evaluate(call.argument);
  const name = exactText(get(argument, 'Name')) ?? 'a macro';
  const location = get(argument, 'Parameters.Location');
  return unknown(location === undefined ? `${name} runs at deployment` : `${name} of ${show(location)} runs at deployment`, call.at);
};
