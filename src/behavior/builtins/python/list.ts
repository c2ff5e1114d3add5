import type { Abstract, ListValue } from '../../value.ts';
import { join } from '../../values/join.ts';
import { NOTHING, SOME_BOOLEAN, SOME_NUMBER } from '../../values/make.ts';
import { exactNumber } from '../../values/query.ts';
import { anyOf, append } from '../elements.ts';
import type { Method } from '../make.ts';
import { arg, callArguments } from '../make.ts';

type ListMethod = Method<ListValue>;

const add: ListMethod = (list, call) => {
  append(list, call.host, call.args, call.restArgs);
  return NOTHING;
};

function extendBy(list: ListValue, call: Parameters<ListMethod>[1], more: Abstract): void {
  if (more.kind === 'list') append(list, call.host, more.items, more.rest);
  else if (more.kind !== 'nothing') append(list, call.host, [], call.host.element(more, call.at));
}

const extendAll: ListMethod = (list, call) => {
  for (const more of call.args) extendBy(list, call, more);
  return NOTHING;
};

const combined: ListMethod = (list, call) => {
  const all = call.host.list(list.items, list.rest);
  for (const more of call.args) extendBy(all, call, more);
  return all;
};

const takeOff: ListMethod = (list, call) => {
  const index = call.args.length === 0 ? -1 : exactNumber(arg(call, 0));
  if (list.rest !== null || index === undefined) return list.items.length === 0 && list.rest === null ? NOTHING : anyOf(list);
  call.host.touch(list);
  return list.items.splice(index, 1)[0] ?? NOTHING;
};

const same: ListMethod = (_list, call) => {
  callArguments(call);
  return NOTHING;
};

const copy: ListMethod = (list, call) => call.host.list(list.items, list.rest);
const uncertain: ListMethod = (list, call) => call.host.list([], anyOf(list));

/** Methods of lists, tuples and sets. */
export const LIST_METHODS: Readonly<Record<string, ListMethod>> = {
  append: add,
  appendleft: add,
  add,
  extend: extendAll,
  update: extendAll,
  insert: (list, call) => {
    append(list, call.host, call.args.slice(1));
    return NOTHING;
  },
  pop: takeOff,
  popleft: (list, call) => takeOff(list, { ...call, args: [{ kind: 'number', value: 0 }] }),
  remove: same,
  discard: same,
  sort: same,
  reverse: same,
  clear: (list, call) => {
    call.host.touch(list);
    list.items.length = 0;
    list.rest = null;
    return NOTHING;
  },
  copy,
  union: combined,
  intersection: uncertain,
  difference: uncertain,
  symmetric_difference: combined,
  issubset: () => SOME_BOOLEAN,
  issuperset: () => SOME_BOOLEAN,
  index: () => SOME_NUMBER,
  count: () => SOME_NUMBER,
  // Futures and tasks are what they come to; a list of them may be waited for.
  result: (list) => list,
  __iter__: copy,
  __next__: (list) => join(anyOf(list), NOTHING),
};
