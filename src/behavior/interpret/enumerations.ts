import type { Abstract, ClassValue, ObjectValue } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { text } from '../values/make.ts';
import { exactText } from '../values/query.ts';
import { bound } from './access.ts';
import { ancestry, classTable, foreignBases } from './class-table.ts';
import { placeOf } from './place.ts';
import type { Frame, Run } from './state.ts';

/** Whether a class of Python is an Enum. */
export function isEnumeration(cls: ClassValue): boolean {
  return foreignBases(cls).some((base) => base.kind === 'model' && base.label === 'Enum');
}

/**
 * Makes the members of an Enum with methods its instances. Members of others stand for their values, and so do those that
 * are texts or numbers themselves (`class Stage(str, Enum)`). https://docs.python.org/3/library/enum.html
 */
export function makeMembers(run: Run, cls: ClassValue, frame: Frame): void {
  const tables = ancestry(cls).map(classTable);
  const hasMethods = tables.some((table) => table !== undefined && table.methods.size + table.getters.size > 0);
  if (!isEnumeration(cls) || !hasMethods || foreignBases(cls).some(isPlainType)) return;
  for (const [name, value] of cls.statics) {
    if (name.startsWith('_') || value.kind === 'function') continue;
    const fields = new Map<string, Abstract>([
      ['name', text(name)],
      ['value', value],
      ['_value_', value],
    ]);
    const member: ObjectValue = { kind: 'object', fields, rest: null, keys: [], cls, depth: run.depth };
    cls.statics.set(name, member);
    const init = tables.map((table) => table?.methods.get('__init__')).find((each) => each !== undefined);
    const at = placeOf(frame, cls.cls.at);
    if (init !== undefined) run.host.call(bound(init, member), value.kind === 'list' ? value.items : [value], { at, self: member });
  }
}

function isPlainType(base: Abstract): boolean {
  return base.kind === 'model' && ['str', 'int', 'float'].includes(base.label);
}

/** `Status('open')` gives the member of an Enum with that value. */
export function memberWith(cls: ClassValue, value: Abstract): Abstract {
  const members = [...cls.statics.values()].filter((each): each is ObjectValue => each.kind === 'object' && each.cls === cls);
  if (members.length === 0) return value;
  const wanted = exactText(value);
  const same = members.filter((member) => {
    const own = exactText(member.fields.get('_value_'));
    return wanted === undefined || own === undefined || own === wanted;
  });
  return unionOf(same);
}
