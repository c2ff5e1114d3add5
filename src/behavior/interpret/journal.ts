import type { Abstract, ListValue, ObjectValue } from '../value.ts';
import { joinedList, unionOf } from '../values/join.ts';
import { NOTHING } from '../values/make.ts';

/** A table of names or fields. */
type Cells = Map<string, Abstract>;

/** The contents of cells, lists and objects at some moment; `undefined` is a cell that was not there. */
interface Contents {
  readonly cells: Map<Cells, Map<string, Abstract | undefined>>;
  readonly lists: Map<ListValue, { readonly items: readonly Abstract[]; readonly rest: Abstract | null }>;
  readonly shapes: Map<ObjectValue, { readonly keys: readonly Abstract[]; readonly rest: Abstract | null }>;
}

/** What was changed since a branch was entered, with the contents of before. */
export interface Journal extends Contents {
  readonly parent: Journal | null;
}

/** What a branch changed, with the contents at its end. */
export type Delta = Contents;

/**
 * The store of a run. Values change in place, as in the program; a journal remembers what was there, so that both sides of
 * an undecided branch start from the same state and their ends are joined. That keeps assignments exact inside branches.
 */
export class Store {
  journal: Journal | null = null;
  /** Tables of names: a name without a value yet joins to the other side's value, a field that is absent may stay absent. */
  readonly #scopes = new WeakSet<Cells>();

  /** Says that a table holds the names of a scope. */
  isScope(cells: Cells): void {
    this.#scopes.add(cells);
  }

  /** Sets a name or field. */
  write(cells: Cells, key: string, value: Abstract | undefined): void {
    this.note(cells, key);
    if (value === undefined) cells.delete(key);
    else cells.set(key, value);
  }

  /** Remembers a cell before it is changed. */
  note(cells: Cells, key: string): void {
    if (this.journal === null) return;
    let known = this.journal.cells.get(cells);
    if (known === undefined) this.journal.cells.set(cells, (known = new Map<string, Abstract | undefined>()));
    if (!known.has(key)) known.set(key, cells.get(key));
  }

  /** Remembers a list, or an object with all its fields, before it is changed. */
  touch(value: ObjectValue | ListValue): void {
    if (this.journal === null) return;
    if (value.kind === 'list') {
      if (!this.journal.lists.has(value)) this.journal.lists.set(value, { items: [...value.items], rest: value.rest });
      return;
    }
    for (const key of value.fields.keys()) this.note(value.fields, key);
    this.touchShape(value);
  }

  /** Remembers the unnamed part of an object before it is changed. */
  touchShape(object: ObjectValue): void {
    if (this.journal === null || this.journal.shapes.has(object)) return;
    this.journal.shapes.set(object, { keys: [...object.keys], rest: object.rest });
  }

  /** Starts a journal. */
  open(): Journal {
    this.journal = { parent: this.journal, cells: new Map(), lists: new Map(), shapes: new Map() };
    return this.journal;
  }

  /** Ends a journal and keeps its changes. */
  commit(journal: Journal): void {
    const { parent } = journal;
    this.journal = parent;
    if (parent === null) return;
    for (const [cells, olds] of journal.cells) {
      const known = parent.cells.get(cells);
      if (known === undefined) parent.cells.set(cells, olds);
      else for (const [key, old] of olds) if (!known.has(key)) known.set(key, old);
    }
    for (const [list, old] of journal.lists) if (!parent.lists.has(list)) parent.lists.set(list, old);
    for (const [object, old] of journal.shapes) if (!parent.shapes.has(object)) parent.shapes.set(object, old);
  }

  /** Ends a journal and undoes its changes. */
  rollback(journal: Journal): void {
    put(journal);
    this.journal = journal.parent;
  }

  /** The present contents of all that was changed since `base` was opened, the journals inside it included. */
  collect(base: Journal): Delta {
    const delta: Delta = { cells: new Map(), lists: new Map(), shapes: new Map() };
    for (let journal = this.journal; journal !== null; journal = journal.parent) {
      for (const [cells, olds] of journal.cells) {
        let news = delta.cells.get(cells);
        if (news === undefined) delta.cells.set(cells, (news = new Map<string, Abstract | undefined>()));
        for (const key of olds.keys()) news.set(key, cells.get(key));
      }
      for (const list of journal.lists.keys()) delta.lists.set(list, { items: [...list.items], rest: list.rest });
      for (const object of journal.shapes.keys()) delta.shapes.set(object, { keys: [...object.keys], rest: object.rest });
      if (journal === base) break;
    }
    return delta;
  }

  /** Joins the lists of an end with those of now, for a branch that was left somewhere on its way. */
  mergeListsWeakly(end: Delta): void {
    const now: Delta = { cells: new Map(), lists: new Map(), shapes: new Map() };
    for (const list of end.lists.keys()) now.lists.set(list, { items: [...list.items], rest: list.rest });
    for (const object of end.shapes.keys()) now.shapes.set(object, { keys: [...object.keys], rest: object.rest });
    this.merge([now, { ...end, cells: new Map() }]);
  }

  /** Makes the state the join of several ends of branches; a delta that does not mention a cell left it as it is now. */
  merge(deltas: readonly Delta[]): void {
    const [only] = deltas;
    for (const [cells, keys] of touchedCells(deltas)) {
      const absent = this.#scopes.has(cells) ? undefined : NOTHING;
      for (const key of keys) {
        const ends = deltas.map((delta) => endOf(delta, cells, key));
        const known = ends.filter((end) => end !== undefined);
        if (known.length === 0) this.write(cells, key, undefined);
        else this.write(cells, key, unionOf(known.length === ends.length || absent === undefined ? known : [...known, absent]));
      }
    }
    for (const list of new Set(deltas.flatMap((delta) => [...delta.lists.keys()]))) {
      this.touch(list);
      const ends = deltas.map((delta): ListValue => ({ ...list, ...(delta.lists.get(list) as object) }));
      const joined = only !== undefined && deltas.length === 1 ? ends[0] : joinedList(ends);
      if (joined !== undefined) setList(list, joined.items, joined.rest);
    }
    for (const object of new Set(deltas.flatMap((delta) => [...delta.shapes.keys()]))) {
      this.touchShape(object);
      const ends = deltas.map((delta) => delta.shapes.get(object) ?? { keys: [...object.keys], rest: object.rest });
      const rests = ends.flatMap((end) => (end.rest === null ? [] : [end.rest]));
      setShape(object, [...new Set(ends.flatMap((end) => end.keys))], rests.length === 0 ? null : unionOf(rests));
    }
  }
}

function endOf(delta: Delta, cells: Cells, key: string): Abstract | undefined {
  const news = delta.cells.get(cells);
  return news?.has(key) === true ? news.get(key) : cells.get(key);
}

function touchedCells(deltas: readonly Delta[]): Map<Cells, Set<string>> {
  const touched = new Map<Cells, Set<string>>();
  for (const delta of deltas) {
    for (const [cells, news] of delta.cells) {
      let keys = touched.get(cells);
      if (keys === undefined) touched.set(cells, (keys = new Set()));
      for (const key of news.keys()) keys.add(key);
    }
  }
  return touched;
}

/** Puts contents back. */
function put(contents: Contents): void {
  for (const [cells, values] of contents.cells) {
    for (const [key, value] of values) {
      if (value === undefined) cells.delete(key);
      else cells.set(key, value);
    }
  }
  for (const [list, { items, rest }] of contents.lists) setList(list, items, rest);
  for (const [object, { keys, rest }] of contents.shapes) setShape(object, keys, rest);
}

function setList(list: ListValue, items: readonly Abstract[], rest: Abstract | null): void {
  list.items.length = 0;
  for (const item of items) list.items.push(item);
  list.rest = rest;
}

function setShape(object: ObjectValue, keys: readonly Abstract[], rest: Abstract | null): void {
  object.keys.length = 0;
  for (const key of keys) object.keys.push(key);
  object.rest = rest;
}
