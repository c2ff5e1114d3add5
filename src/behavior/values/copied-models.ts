import type { Abstract, ModelValue, ObjectValue } from '../value.ts';

const copied = new WeakMap<ObjectValue, ModelValue[]>();

/** Notes that an object got all that a model holds, which is not listed but asked for by name: an SDK package, the environment. False for models that have no fields to copy. */
export function noteCopied(object: ObjectValue, model: ModelValue): boolean {
  if (model.data?.type !== 'module' && model.label !== 'environment') return false;
  const known = copied.get(object);
  if (known === undefined) copied.set(object, [model]);
  else known.push(model);
  return true;
}

const presumed = new WeakSet<object>();

/** Marks what a model gives for a name that it does not know to be its own: another model that knows the name has it. */
export function presume<Value extends Abstract>(value: Value): Value {
  presumed.add(value);
  return value;
}

/** What an object has under a name from the models that were copied into it, the last one first. */
export function fromCopied(object: ObjectValue, ask: (model: ModelValue) => Abstract | undefined): Abstract | undefined {
  const models = copied.get(object);
  if (models === undefined) return undefined;
  const found = models
    .toReversed()
    .map(ask)
    .filter((value) => value !== undefined);
  return found.find((value) => !presumed.has(value)) ?? found[0];
}
