import type { Abstract, ModelValue } from '../value.ts';

/** What stands in a field that has a getter instead of a value. */
export function getterField(fn: Abstract): ModelValue {
  return { kind: 'model', label: GETTER, data: { type: 'other', name: GETTER, values: new Map([['get', fn]]) } };
}

const GETTER = 'getter';

/** The getter in a field, if there is one. */
export function getterOf(field: Abstract): Abstract | undefined {
  if (field.kind !== 'model' || field.data?.type !== 'other' || field.data.name !== GETTER) return undefined;
  return field.data.values.get('get');
}
