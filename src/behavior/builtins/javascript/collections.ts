import type { Host, Invocation } from '../../host.ts';
import type { Abstract, ListValue, ModelValue, ObjectValue } from '../../value.ts';
import { join, unionOf } from '../../values/join.ts';
import { NOTHING, SOME_BOOLEAN, SOME_NUMBER, text, unknownCode } from '../../values/make.ts';
import { exactKey } from '../../values/query.ts';
import { anyOf, append } from '../elements.ts';
import type { Iterated } from '../iterate.ts';
import { iterateModel, setIterable } from '../iterate.ts';
import type { Body } from '../make.ts';
import { arg, fn, namespace } from '../make.ts';
import { hasField } from './object.ts';

const store = (map: ObjectValue, host: Host, key: Abstract, value: Abstract): void => {
  const name = exactKey(key);
  if (name !== undefined) return host.set(map, name, value);
  host.touch(map);
  map.rest = map.rest === null ? value : join(map.rest, value);
  if (map.keys.length < 16) map.keys.push(key);
};

function read(map: ObjectValue, key: Abstract): Abstract {
  const name = exactKey(key);
  const others = map.rest === null ? [NOTHING] : [map.rest, NOTHING];
  if (name === undefined) return unionOf([...map.fields.values(), ...others]);
  const field = map.fields.get(name);
  return field ?? unionOf(others);
}

function pairs(map: ObjectValue, host: Host): Iterated {
  const items = [...map.fields].map(([key, value]) => host.list([text(key), value]));
  return { items, rest: map.rest === null ? null : host.list([keysOf(map), map.rest]) };
}

function keysOf(map: ObjectValue): Abstract {
  return map.keys.length === 0 ? unknownCode('a key') : unionOf(map.keys);
}

/** `new Map(entries)`. */
const makeMap: Body = (call) => {
  const { host, at } = call;
  const map = host.object();
  const given = arg(call, 0);
  const entries = given.kind === 'list' ? given : given.kind === 'model' ? iterateModel(host, given, at) : undefined;
  const all =
    entries === undefined
      ? given.kind === 'nothing'
        ? []
        : [host.element(given, at)]
      : [...entries.items, ...(entries.rest === null ? [] : [entries.rest])];
  for (const pair of all) store(map, host, host.get(pair, '0', at), host.get(pair, '1', at));
  const self: ModelValue = namespace('Map', {
    get: (made) => read(map, arg(made, 0)),
    has: (made) => hasField(map, arg(made, 0)),
    set: (made) => {
      store(map, made.host, arg(made, 0), arg(made, 1));
      return self;
    },
    delete: (made) => {
      const name = exactKey(arg(made, 0));
      if (name !== undefined && map.fields.has(name)) made.host.set(map, name, NOTHING);
      return SOME_BOOLEAN;
    },
    clear: () => NOTHING,
    size: SOME_NUMBER,
    forEach: (made) => {
      const { items, rest } = pairs(map, made.host);
      const each = (pair: Abstract): Abstract =>
        made.host.call(arg(made, 0), [made.host.get(pair, '1', made.at), made.host.get(pair, '0', made.at), self], { at: made.at });
      for (const pair of items) each(pair);
      if (rest !== null) made.host.maybe(() => each(rest));
      return NOTHING;
    },
    keys: (made) => made.host.list([...map.fields.keys()].map(text), map.rest === null ? null : keysOf(map)),
    values: (made) => made.host.list([...map.fields.values()], map.rest),
    entries: (made) => {
      const { items, rest } = pairs(map, made.host);
      return made.host.list(items, rest);
    },
  });
  return setIterable(self, () => pairs(map, host));
};

/** `new Set(values)`. */
const makeSet: Body = (call) => {
  const { host, at } = call;
  const given = arg(call, 0);
  const list: ListValue =
    given.kind === 'list'
      ? host.list(given.items, given.rest)
      : given.kind === 'nothing'
        ? host.list()
        : host.list([], host.element(given, at));
  const self: ModelValue = namespace('Set', {
    add: (made) => {
      append(list, made.host, made.args);
      return self;
    },
    has: () => SOME_BOOLEAN,
    delete: () => SOME_BOOLEAN,
    clear: () => NOTHING,
    size: SOME_NUMBER,
    forEach: (made) => {
      forEachOf(list, made);
      return NOTHING;
    },
    keys: (made) => made.host.list(list.items, list.rest),
    values: (made) => made.host.list(list.items, list.rest),
    entries: (made) => made.host.list([], made.host.list([anyOf(list), anyOf(list)])),
  });
  return setIterable(self, () => ({ items: [...list.items], rest: list.rest }));
};

function forEachOf(list: ListValue, call: Invocation): void {
  for (const item of list.items) call.host.call(arg(call, 0), [item], { at: call.at });
  const { rest } = list;
  if (rest !== null) call.host.maybe(() => call.host.call(arg(call, 0), [rest], { at: call.at }));
}

/** `Map`, `WeakMap`, `Set`, `WeakSet`. */
export function collectionGlobals(): readonly (readonly [string, ModelValue])[] {
  const grouping = namespace('Map', { groupBy: (call) => makeMap({ ...call, args: [] }) }, { construct: makeMap, call: makeMap });
  const sets: ModelValue = { ...fn('Set', makeSet), construct: makeSet };
  return [
    ['Map', grouping],
    ['WeakMap', { ...fn('WeakMap', makeMap), construct: makeMap }],
    ['Set', sets],
    ['WeakSet', sets],
  ];
}
