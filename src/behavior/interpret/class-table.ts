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

/** A class and the classes it inherits from, nearest first, as far as they are code that is followed. */
export function ancestry(cls: ClassValue, level = 0): readonly ClassValue[] {
  if (level >= DEEPEST) return [cls];
  return [cls, ...cls.bases.flatMap((base) => (base.kind === 'class' ? ancestry(base, level + 1) : []))];
}

/** What a class inherits from that is not code that is followed: models and unknown library classes. */
export function foreignBases(cls: ClassValue): readonly Abstract[] {
  return ancestry(cls).flatMap((each) => each.bases.filter((base) => base.kind !== 'class'));
}
