import type { ClassMember } from '../ir/ir.ts';
import type { Abstract, ClassValue, Scope } from '../value.ts';

/** The members of a class that its instances share, and the fields that each instance gets. */
export interface ClassTable {
  readonly methods: Map<string, Abstract>;
  readonly getters: Map<string, Abstract>;
  readonly setters: Map<string, Abstract>;
  /** JavaScript's instance fields, in order, with their keys. */
  readonly fields: { readonly key: string; readonly member: ClassMember }[];
  /** Where initial values of fields are evaluated. */
  readonly scope: Scope;
}

const tables = new WeakMap<ClassValue, ClassTable>();

/** Keeps the table of a class. */
export function setClassTable(cls: ClassValue, table: ClassTable): void {
  tables.set(cls, table);
}

/** The table of a class. */
export function classTable(cls: ClassValue): ClassTable | undefined {
  return tables.get(cls);
}

/** The deepest inheritance that is followed. */
const DEEPEST = 16;

/**
 * A class and the classes it inherits from, as far as they are code that is followed: nearest first, and none before one that is derived from it.
 * https://docs.python.org/3/howto/mro.html
 */
export function ancestry(cls: ClassValue, level = 0): readonly ClassValue[] {
  if (level >= DEEPEST) return [cls];
  const bases = cls.bases.filter((base) => base.kind === 'class');
  const [only] = bases;
  if (only === undefined) return [cls];
  if (bases.length === 1) return [cls, ...ancestry(only, level + 1)];
  return [cls, ...merged([...bases.map((base) => [...ancestry(base, level + 1)]), [...bases]])];
}

/** Takes what is first in a list and not later in any. Where there is none, which Python refuses, the first one will do. */
function merged(lists: readonly ClassValue[][]): ClassValue[] {
  const order: ClassValue[] = [];
  for (let left = lists.filter((list) => list.length > 0); left.length > 0; left = left.filter((list) => list.length > 0)) {
    const isLater = (cls: ClassValue): boolean => left.some((list) => list.indexOf(cls) > 0);
    const next = left.map((list) => list[0]!).find((cls) => !isLater(cls)) ?? left[0]![0]!;
    order.push(next);
    left = left.map((list) => list.filter((cls) => cls !== next));
  }
  return order;
}

/** What a class inherits from that is not code that is followed: models and unknown library classes. */
export function foreignBases(cls: ClassValue): readonly Abstract[] {
  return ancestry(cls).flatMap((each) => each.bases.filter((base) => base.kind !== 'class'));
}
