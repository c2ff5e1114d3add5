import type { Invocation } from '../../host.ts';
import type { Abstract, ListValue } from '../../value.ts';
import { join, unionOf } from '../../values/join.ts';
import { boolean, derived, NOTHING, number, SOME_BOOLEAN, SOME_NUMBER, text } from '../../values/make.ts';
import { exactNumber, exactText, isNever, membersOf, truthiness } from '../../values/query.ts';
import { concat, equals } from '../operators.ts';
import { anyOf, append, resultsOf, visitWith } from '../elements.ts';
import type { Method } from '../make.ts';
import { arg } from '../make.ts';

type ListMethod = Method<ListValue>;

const forEach: ListMethod = (list, call) => {
  visitWith(list, call, arg(call, 0));
  return NOTHING;
};

const filter: ListMethod = (list, call) => {
  const { items, rest } = visitWith(list, call, arg(call, 0));
  const kept: Abstract[] = [];
  const perhaps: Abstract[] = rest === null ? [] : [rest.element];
  for (const { element, result } of items) {
    const truth = truthiness(result, 'javascript');
    if (truth === true) kept.push(element);
    else if (truth === undefined) perhaps.push(element);
  }
  return call.host.list(kept, perhaps.length === 0 ? null : unionOf(perhaps));
};

const find: ListMethod = (list, call) => {
  const { items, rest } = visitWith(list, call, arg(call, 0));
  const found: Abstract[] = [];
  for (const { element, result } of items) {
    const truth = truthiness(result, 'javascript');
    if (truth !== false) found.push(element);
    if (truth === true) return unionOf(found);
  }
  return unionOf([...found, ...(rest === null ? [] : [rest.element]), NOTHING]);
};

const reduce: ListMethod = (list, call) => {
  const { host, at } = call;
  const elements = list.items.length <= 32 ? [...list.items] : [];
  const further = list.items.length <= 32 ? list.rest : anyOf(list);
  let total = call.args.length > 1 ? arg(call, 1) : (elements.shift() ?? further ?? NOTHING);
  for (const [index, element] of elements.entries()) total = host.call(arg(call, 0), [total, element, number(index), list], { at });
  if (further === null) return total;
  for (let turn = 0; turn < 2; turn += 1) {
    const before = total;
    const next = host.maybe(() => host.call(arg(call, 0), [before, further, SOME_NUMBER, list], { at }));
    total = isNever(next) ? before : join(before, next);
  }
  return total;
};

const flatten = (list: ListValue, call: Invocation): ListValue => {
  const items: Abstract[] = [];
  const rests: Abstract[] = [];
  for (const item of list.items) {
    if (item.kind !== 'list') items.push(item);
    else {
      items.push(...item.items);
      if (item.rest !== null) rests.push(item.rest);
    }
  }
  for (const member of list.rest === null ? [] : membersOf(list.rest)) rests.push(member.kind === 'list' ? anyOf(member) : member);
  return call.host.list(items, rests.length === 0 ? null : unionOf(rests));
};

const slice: ListMethod = (list, call) => {
  const [start, end] = [exactNumber(arg(call, 0)) ?? (call.args.length === 0 ? 0 : undefined), exactNumber(arg(call, 1))];
  if (start !== undefined && list.rest === null && (end !== undefined || call.args.length < 2))
    return call.host.list(list.items.slice(start, end));
  if (start === 0 && call.args.length < 2) return call.host.list(list.items, list.rest);
  return call.host.list([], anyOf(list));
};

const splice: ListMethod = (list, call) => {
  const { host } = call;
  const all = anyOf(list);
  const [start, count] = [exactNumber(arg(call, 0)), exactNumber(arg(call, 1))];
  host.touch(list);
  if (start !== undefined && list.rest === null && (count !== undefined || call.args.length < 2)) {
    return host.list(call.args.length < 2 ? list.items.splice(start) : list.items.splice(start, count ?? 0, ...call.args.slice(2)));
  }
  // Batches are cut off a list until it is empty: any element may be gone.
  const rest = unionOf([all, ...call.args.slice(2)]);
  list.items.length = 0;
  list.rest = rest;
  return host.list([], all);
};

const takeOff =
  (end: 'first' | 'last'): ListMethod =>
  (list, call) => {
    if (list.rest !== null || list.items.length === 0) return list.rest === null ? NOTHING : join(anyOf(list), NOTHING);
    call.host.touch(list);
    return (end === 'last' ? list.items.pop() : list.items.shift()) ?? NOTHING;
  };

const includes: ListMethod = (list, call) => {
  const answers = list.items.map((item) => equals(item, arg(call, 0)));
  if (answers.includes(true)) return boolean(true);
  return boolean(list.rest !== null || answers.includes(undefined) ? undefined : false);
};

const joinTexts: ListMethod = (list, call) => {
  const separator = call.args.length === 0 ? ',' : exactText(arg(call, 0));
  if (list.rest !== null || separator === undefined || list.items.length > 32) return derived(anyOf(list), 'join()');
  return concat(list.items.flatMap((item, index) => (index === 0 ? [item] : [text(separator), item])));
};

const addAll: ListMethod = (list, call) => {
  append(list, call.host, call.args, call.restArgs);
  return SOME_NUMBER;
};

const concatLists: ListMethod = (list, call) => {
  const all = call.host.list(list.items, list.rest);
  for (const other of call.args) {
    if (other.kind === 'list') append(all, call.host, other.items, other.rest);
    else
      append(
        all,
        call.host,
        other.kind === 'unknown' || other.kind === 'union' ? [] : [other],
        other.kind === 'unknown' ? call.host.element(other, call.at) : other.kind === 'union' ? other : null,
      );
  }
  return all;
};

const same: ListMethod = (list, call) => {
  for (const callback of call.args) if (call.args.length > 0) call.host.callBack(callback, call.at, [anyOf(list), anyOf(list)]);
  return list;
};

const copy: ListMethod = (list, call) => call.host.list(list.items, list.rest);

/** Methods of arrays. */
export const ARRAY_METHODS: Readonly<Record<string, ListMethod>> = {
  forEach,
  filter,
  find,
  findLast: find,
  reduce,
  reduceRight: reduce,
  map: (list, call) => resultsOf(visitWith(list, call, arg(call, 0)), call.host),
  flatMap: (list, call) => flatten(resultsOf(visitWith(list, call, arg(call, 0)), call.host), call),
  flat: flatten,
  some: (list, call) => {
    visitWith(list, call, arg(call, 0));
    return SOME_BOOLEAN;
  },
  every: (list, call) => {
    visitWith(list, call, arg(call, 0));
    return SOME_BOOLEAN;
  },
  findIndex: (list, call) => {
    visitWith(list, call, arg(call, 0));
    return SOME_NUMBER;
  },
  push: addAll,
  unshift: addAll,
  pop: takeOff('last'),
  shift: takeOff('first'),
  concat: concatLists,
  slice,
  splice,
  includes,
  indexOf: () => SOME_NUMBER,
  lastIndexOf: () => SOME_NUMBER,
  join: joinTexts,
  sort: same,
  toSorted: same,
  reverse: same,
  toReversed: copy,
  fill: (list, call) => call.host.list([], unionOf([arg(call, 0), ...list.items])),
  at: (list, call) => {
    const index = exactNumber(arg(call, 0));
    return index !== undefined && list.rest === null ? (list.items.at(index) ?? NOTHING) : anyOf(list);
  },
  keys: (list, call) =>
    call.host.list(
      list.items.map((_, index) => number(index)),
      list.rest === null ? null : SOME_NUMBER,
    ),
  values: copy,
  entries: (list, call) =>
    call.host.list(
      list.items.map((item, index) => call.host.list([number(index), item])),
      list.rest === null ? null : call.host.list([SOME_NUMBER, list.rest]),
    ),
  toString: (list: ListValue): Abstract => derived(anyOf(list), 'toString()'),
};
