import { iterateModel } from '../builtins/iterate.ts';
import type { SourcePlace } from '../host.ts';
import type { Abstract, ObjectValue } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { extend, text, unknownCode, unknownFrom } from '../values/make.ts';
import { exactText } from '../values/query.ts';
import { lookup } from './access.ts';
import { namespaceMembers } from '../builtins/namespaces.ts';
import { isEnvironment } from '../observe/environment-use.ts';
import { observeEnvironment } from '../observe/observe.ts';
import type { Elements, Run } from './state.ts';

const EMPTY: Elements = { items: [], rest: null };

/** What iterating a value gives: elements of a list, keys of a Python dict, whatever an unknown holds. */
export function iterate(run: Run, value: Abstract, at: SourcePlace): Elements {
  switch (value.kind) {
    case 'list':
      return { items: [...value.items], rest: value.rest };
    case 'object':
      return iterateObject(run, value, at);
    case 'unknown':
      return { items: [], rest: unknownFrom(extend(value.origin, '[]')) };
    case 'union': {
      const all = value.members.map((member) => iterate(run, member, at)).filter((each) => each.items.length > 0 || each.rest !== null);
      const [only] = all;
      if (only === undefined) return EMPTY;
      if (all.length === 1) return { items: [], rest: unionOf([...only.items, ...(only.rest === null ? [] : [only.rest])]) };
      return { items: [], rest: unionOf(all.flatMap((each) => [...each.items, ...(each.rest === null ? [] : [each.rest])])) };
    }
    case 'text': {
      const exact = exactText(value);
      if (exact !== undefined && exact.length <= 32) return { items: Array.from(exact, text), rest: null };
      return { items: [], rest: unknownCode('a character') };
    }
    case 'model':
      if (isEnvironment(value)) return namesOf(run, value, at);
      return iterateModel(run.host, value, at) ?? { items: [], rest: unknownFrom({ from: 'library', name: value.label, path: ['[]'] }) };
    case 'class':
      return { items: [...value.statics.values()], rest: null };
    default:
      return EMPTY;
  }
}

/** The names of the variables: which of them are used, the code does not say. */
function namesOf(run: Run, environment: Abstract, at: SourcePlace): Elements {
  observeEnvironment(run, environment, at);
  return { items: [], rest: unknownFrom({ from: 'environment', because: 'the name of a variable' }) };
}

function iterateObject(run: Run, object: ObjectValue, at: SourcePlace): Elements {
  if (object.cls !== null) {
    for (const name of ['__iter__', '@@iterator', '@@asyncIterator', '__aiter__']) {
      const method = lookup(run, object, name, at);
      if (method === undefined || method.kind === 'nothing') continue;
      const iterator = run.host.call(method, [], { at, self: object });
      if (iterator !== object) return iterate(run, iterator, at);
      const next = lookup(run, object, '__next__', at) ?? lookup(run, object, '__anext__', at);
      return {
        items: [],
        rest: next === undefined ? unknownCode('an element') : run.host.maybe(() => run.host.call(next, [], { at, self: object })),
      };
    }
    return { items: [], rest: unknownCode('an element of an instance') };
  }
  return keysOf(object);
}

/** The keys of an object: those known by name, and what others may be. */
function keysOf(object: ObjectValue): Elements {
  const items = [...object.fields.keys()].map(text);
  if (object.rest === null) return { items, rest: null };
  return { items, rest: object.keys.length === 0 ? unknownCode('a key') : unionOf(object.keys) };
}

/** `for (key in value)`. */
export function iterateKeys(run: Run, value: Abstract, at: SourcePlace): Elements {
  if (isEnvironment(value)) return namesOf(run, value, at);
  if (value.kind === 'object') return keysOf(value);
  if (value.kind === 'list')
    return { items: value.items.map((_, index) => text(String(index))), rest: value.rest === null ? null : unknownCode('an index') };
  const members = namespaceMembers(value);
  if (members !== undefined) return { items: [...members.keys()].map(text), rest: null };
  return { items: [], rest: value.kind === 'unknown' ? unknownFrom(extend(value.origin, 'keys()')) : unknownCode('a key') };
}
