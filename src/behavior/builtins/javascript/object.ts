import type { Host, Invocation } from '../../host.ts';
import type { Abstract, ListValue, ModelValue, ObjectValue } from '../../value.ts';
import { anyValueOf } from '../../values/copied.ts';
import { noteCopied } from '../../values/copied-models.ts';
import { join, unionOf } from '../../values/join.ts';
import { boolean, NOTHING, SOME_BOOLEAN, text, unknownCode } from '../../values/make.ts';
import { exactKey, exactText, membersOf, present } from '../../values/query.ts';
import type { Body } from '../make.ts';
import { arg, namespace } from '../make.ts';
import { iterateModel } from '../iterate.ts';
import { getterField } from '../getters.ts';
import { namespaceMembers } from '../namespaces.ts';

/** `Object.assign(target, …)`. */
const assign: Body = (call) => {
  const target = arg(call, 0);
  for (const source of call.args.slice(1)) copyInto(call.host, target, source);
  return target;
};

/** Copies fields, as `Object.assign` and `dict.update` do. */
export function copyInto(host: Host, target: Abstract, source: Abstract): void {
  const members = membersOf(present(source));
  for (const member of members) {
    if (member.kind === 'object') {
      for (const [key, value] of member.fields)
        host.set(
          target,
          key,
          members.length > 1 ? join(target.kind === 'object' ? (target.fields.get(key) ?? NOTHING) : NOTHING, value) : value,
        );
      if (member.rest !== null) addRest(host, target, member.rest, member.keys);
    } else if (member.kind === 'model') {
      for (const [key, value] of namespaceMembers(member) ?? []) host.set(target, key, value);
      if (target.kind === 'object' && noteCopied(target, member)) addRest(host, target, unknownCode(`fields of ${member.label}`), []);
    } else if (member.kind === 'unknown') addRest(host, target, anyValueOf(member.origin), []);
  }
}

function addRest(host: Host, target: Abstract, value: Abstract, keys: readonly Abstract[]): void {
  if (target.kind !== 'object') return;
  host.touch(target);
  target.rest = target.rest === null ? value : join(target.rest, value);
  target.keys.push(...keys.slice(0, 16));
}

/** The keys, values, or pairs of an object. */
function listed(pick: (host: Host, key: Abstract, value: Abstract) => Abstract): Body {
  return (call) => {
    const { host, at } = call;
    const lists = membersOf(arg(call, 0)).map((value): ListValue => {
      if (value.kind === 'object') {
        const items = [...value.fields.keys()].map((key) => pick(host, text(key), host.get(value, key, at)));
        const key = value.keys.length === 0 ? unknownCode('a key') : unionOf(value.keys);
        return host.list(items, value.rest === null ? null : pick(host, key, value.rest));
      }
      if (value.kind === 'list') {
        return host.list(
          value.items.map((item, index) => pick(host, text(String(index)), item)),
          value.rest === null ? null : pick(host, unknownCode('an index'), value.rest),
        );
      }
      const members = namespaceMembers(value);
      if (members !== undefined) return host.list([...members].map(([key, member]) => pick(host, text(key), member)));
      if (value.kind === 'class') return host.list([...value.statics].map(([key, member]) => pick(host, text(key), member)));
      if (value.kind === 'nothing') return host.list();
      return host.list([], pick(host, unknownCode('a key'), host.element(value, at)));
    });
    const [only] = lists;
    return only !== undefined && lists.length === 1 ? only : unionOf(lists);
  };
}

const fromEntries: Body = (call) => {
  const { host, at } = call;
  const object = host.object();
  const pairs = arg(call, 0);
  const elements = pairs.kind === 'list' ? pairs : pairs.kind === 'model' ? iterateModel(host, pairs, at) : undefined;
  for (const pair of elements?.items ?? []) {
    const key = exactKey(host.get(pair, '0', at));
    if (key !== undefined) object.fields.set(key, host.get(pair, '1', at));
    else addEntry(object, pair, host, at);
  }
  const rest = elements === undefined ? host.element(pairs, at) : elements.rest;
  if (rest !== null) addEntry(object, rest, host, at);
  return object;
};

function addEntry(object: ObjectValue, pair: Abstract, host: Host, at: Invocation['at']): void {
  const value = host.get(pair, '1', at);
  object.rest = object.rest === null ? value : join(object.rest, value);
  object.keys.push(host.get(pair, '0', at));
}

const create: Body = (call) => {
  const prototype = arg(call, 0);
  const made = call.host.object(prototype.kind === 'object' ? prototype.fields : []);
  return prototype.kind === 'object' && prototype.cls !== null ? { ...made, cls: prototype.cls } : made;
};

const defineProperty: Body = (call) => {
  const target = arg(call, 0);
  const key = exactText(arg(call, 1));
  if (key !== undefined) define(call, target, key, arg(call, 2));
  return target;
};

function define(call: Invocation, target: Abstract, key: string, descriptor: Abstract): void {
  if (descriptor.kind !== 'object') return;
  const getter = descriptor.fields.get('get');
  if (getter !== undefined && getter.kind !== 'nothing') call.host.set(target, key, getterField(getter));
  else call.host.set(target, key, descriptor.fields.get('value') ?? NOTHING);
}

const defineProperties: Body = (call) => {
  const [target, all] = [arg(call, 0), arg(call, 1)];
  if (all.kind === 'object') for (const [key, descriptor] of all.fields) define(call, target, key, descriptor);
  return target;
};

const same: Body = (call) => arg(call, 0);

const hasOwnProperty: Body = (call) => hasField(call.self ?? NOTHING, arg(call, 0));

const aText: Body = () => unknownCode('a text');

/** The global `Object`. */
export function objectGlobal(): ModelValue {
  return namespace(
    'Object',
    {
      assign,
      create,
      defineProperty,
      defineProperties,
      fromEntries,
      keys: listed((_host, key) => key),
      getOwnPropertyNames: listed((_host, key) => key),
      values: listed((_host, _key, value) => value),
      entries: listed((host, key, value) => host.list([key, value])),
      freeze: same,
      seal: same,
      preventExtensions: same,
      setPrototypeOf: (call) => {
        copyInto(call.host, arg(call, 0), arg(call, 1));
        return arg(call, 0);
      },
      getPrototypeOf: (call) => {
        const value = arg(call, 0);
        return value.kind === 'object' && value.cls !== null ? call.host.get(value.cls, 'prototype', call.at) : unknownCode('a prototype');
      },
      getOwnPropertyDescriptor: (call) => {
        const key = exactText(arg(call, 1));
        return call.host.object([['value', key === undefined ? unknownCode('a property') : call.host.get(arg(call, 0), key, call.at)]]);
      },
      hasOwn: (call) => hasField(arg(call, 0), arg(call, 1)),
      is: () => SOME_BOOLEAN,
      prototype: namespace('Object.prototype', { hasOwnProperty, toString: aText }),
      groupBy: (call) => {
        const list = call.host.element(arg(call, 0), call.at);
        call.host.callBack(arg(call, 1), call.at, [list]);
        const groups = call.host.object();
        groups.rest = call.host.list([], list);
        return groups;
      },
    },
    { call: same, construct: (call) => (call.args.length === 0 ? call.host.object() : arg(call, 0)) },
  );
}

/** Whether an object has a field of its own. */
export function hasField(object: Abstract, key: Abstract): Abstract {
  const name = exactText(key);
  if (object.kind !== 'object' || name === undefined) return SOME_BOOLEAN;
  const field = object.fields.get(name);
  if (field !== undefined) return boolean(membersOf(field).some((member) => member.kind === 'nothing') ? undefined : true);
  return boolean(object.rest === null ? false : undefined);
}
