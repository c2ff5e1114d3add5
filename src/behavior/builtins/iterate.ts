import type { Host } from '../host.ts';
import type { Place } from '../ir/ir.ts';
import type { Abstract, ModelValue } from '../value.ts';

/** What iterating gives: known elements, and what further ones may be. */
export interface Iterated {
  readonly items: readonly Abstract[];
  readonly rest: Abstract | null;
}

const iterables = new WeakMap<object, () => Iterated>();

/** Says how to iterate a model value. */
export function setIterable<Model extends ModelValue>(model: Model, elements: () => Iterated): Model {
  iterables.set(model, elements);
  return model;
}

/** The elements of a model value; undefined when it is not known how to iterate it. */
export function iterateModel(host: Host, model: ModelValue, at: Place & { readonly file: string }): Iterated | undefined {
  const known = iterables.get(model);
  if (known !== undefined) return known();
  for (const name of ['@@asyncIterator', '@@iterator', '__aiter__', '__iter__']) {
    const iterator = model.get?.(name, host, at);
    if (iterator === undefined) continue;
    const list = host.call(iterator, [], { at, self: model });
    if (list.kind === 'list') return { items: list.items, rest: list.rest };
    return { items: [], rest: host.element(list, at) };
  }
  return undefined;
}
