import type { Host, Invocation } from '../host.ts';
import type { Abstract, ListValue } from '../value.ts';
import { join, unionOf } from '../values/join.ts';
import { NOTHING, number, SOME_NUMBER } from '../values/make.ts';
import { isNever } from '../values/query.ts';

/** Elements that are handled one by one. */
const MOST_ITEMS = 32;

/** What happened for each element: for those that surely exist, and for any further one. */
export interface Visited {
  readonly items: readonly { readonly element: Abstract; readonly result: Abstract }[];
  readonly rest: { readonly element: Abstract; readonly result: Abstract } | null;
}

/** Does something for each element of a list; further elements as what may happen. */
export function visit(list: ListValue, host: Host, action: (element: Abstract, index: Abstract) => Abstract): Visited {
  const few = list.items.length <= MOST_ITEMS;
  const items = few ? list.items.map((element, index) => ({ element, result: action(element, number(index)) })) : [];
  const further = few ? list.rest : unionOf(list.rest === null ? list.items : [...list.items, list.rest]);
  if (further === null) return { items, rest: null };
  return { items, rest: { element: further, result: host.maybe(() => action(further, SOME_NUMBER)) } };
}

/** Calls a function for each element, as `map` and its like do. */
export function visitWith(list: ListValue, call: Invocation, callback: Abstract): Visited {
  return visit(list, call.host, (element, index) => call.host.call(callback, [element, index, list], { at: call.at }));
}

/** Any element of a list; nothing when it is empty. */
export function anyOf(list: ListValue): Abstract {
  const all = list.rest === null ? list.items : [...list.items, list.rest];
  return all.length === 0 ? NOTHING : unionOf(all);
}

/** A list of what happened. */
export function resultsOf(visited: Visited, host: Host): ListValue {
  const items = visited.items.map((each) => each.result).filter((each) => !isNever(each));
  return host.list(items, visited.rest === null || isNever(visited.rest.result) ? null : visited.rest.result);
}

/** Puts further elements behind those of a list. */
export function append(list: ListValue, host: Host, items: readonly Abstract[], rest: Abstract | null = null): void {
  host.touch(list);
  if (list.rest === null) list.items.push(...items);
  else for (const item of items) list.rest = join(list.rest, item);
  if (rest !== null) list.rest = list.rest === null ? rest : join(list.rest, rest);
  if (list.items.length > MOST_KEPT) {
    list.rest = unionOf(list.rest === null ? list.items : [...list.items, list.rest]);
    list.items.length = 0;
  }
}

/** Elements that a growing list keeps apart. */
const MOST_KEPT = 1_000;
