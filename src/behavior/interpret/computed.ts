import type { SourcePlace } from '../host.ts';
import type { Abstract, ObjectValue } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { extend, NOTHING, unknownFrom } from '../values/make.ts';
import { exactKey, membersOf } from '../values/query.ts';
import { bound, get } from './access.ts';
import { ancestry, classTable } from './class-table.ts';
import { namespaceMembers } from '../builtins/namespaces.ts';
import { observeEnvironment } from '../observe/observe.ts';
import type { Run } from './state.ts';

/** `object[key]`: each of a few known keys, else anything that the object holds. */
export function getComputed(run: Run, object: Abstract, key: Abstract, at: SourcePlace): Abstract {
  const keys = membersOf(key).map(exactKey);
  if (!keys.includes(undefined)) return unionOf(keys.map((each) => get(run, object, each ?? '', at)));
  return unionOf(membersOf(object).flatMap((member) => candidates(run, member, at)));
}

/** All that `object[key]` may be when the key is not known. */
export function candidates(run: Run, object: Abstract, at: SourcePlace): readonly Abstract[] {
  switch (object.kind) {
    case 'object':
      return valuesOf(run, object, at);
    case 'list':
      return object.rest === null ? object.items : [...object.items, object.rest];
    case 'unknown':
      return [unknownFrom(extend(object.origin, '[]'))];
    case 'class':
      return [...object.statics.values()];
    case 'model':
      return ofModel(run, object, at);
    case 'nothing':
      return [NOTHING];
    default:
      return [unknownFrom({ from: 'code', because: 'a computed property' })];
  }
}

function ofModel(run: Run, model: Extract<Abstract, { kind: 'model' }>, at: SourcePlace): readonly Abstract[] {
  const members = namespaceMembers(model);
  if (members !== undefined) return [...members.values()];
  if (model.data?.type === 'client' || model.data?.type === 'resource') {
    return [run.host.gap('dynamic-operation', `an operation of ${model.label} whose name is not known`, at)];
  }
  observeEnvironment(run, model, at);
  if (model.label === 'environment') return [unknownFrom({ from: 'environment', because: 'a variable whose name is not known' })];
  const element = model.get?.('[]', run.host, at);
  return [element ?? unknownFrom({ from: 'library', name: model.label, path: ['[]'] })];
}

/** The values of all fields, and the methods of an instance. */
function valuesOf(run: Run, object: ObjectValue, at: SourcePlace): readonly Abstract[] {
  const values = [...object.fields.keys()].map((key) => get(run, object, key, at));
  if (object.rest !== null) values.push(object.rest);
  for (const cls of object.cls === null ? [] : ancestry(object.cls)) {
    for (const [name, method] of classTable(cls)?.methods ?? []) {
      if (name !== 'constructor' && !name.startsWith('__')) values.push(bound(method, object));
    }
  }
  return values.length === 0 ? [NOTHING] : values;
}
