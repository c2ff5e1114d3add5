import type { Authored, Change, Path } from '../model/change.ts';
import { at } from '../util/node.ts';
import { assign } from './assign.ts';
import { Claims, contradiction, isMap, ownValue, sameAuthored } from './claims.ts';
import { activeMembers, expectedNode, isAuthored } from './draft.ts';
import type { Draft, DraftCollection, DraftMember } from './draft.ts';
import { Guard } from './guard.ts';
import { placeOfKey } from './order.ts';
import type { Reading } from './reading.ts';
import { refuse } from './refusal.ts';

/** Draws up what the changes make of a file; `until`: how many of them, from the first. `started` is told the index of each. */
export function draftChanges(reading: Reading, changes: readonly Change[], started: (index: number) => void): Draft {
  const drafting = new Drafting(reading);
  for (const [index, change] of changes.entries()) {
    started(index);
    drafting.apply(change, index);
  }
  return drafting.root.value;
}

/** A value for a place that is not there yet; `rest` is the part of the path that is missing. */
interface Missing {
  readonly path: Path;
  readonly rest: Path;
  readonly value: Authored;
  readonly after: string | undefined;
  readonly causes: Set<number>;
}

class Drafting {
  readonly root: DraftMember;
  readonly #reading: Reading;
  readonly #guard: Guard;
  readonly #claims = new Claims();

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#guard = new Guard(reading);
    this.root = { key: undefined, origin: undefined, value: { kind: 'kept', syntax: reading.syntax } };
  }

  apply(change: Change, index: number): void {
    if (change.kind === 'create') refuse('a new file is not an edit of this one');
    if (change.file.path !== this.#reading.source.path) refuse(`it is a change of ${change.file.path}`);
    if (change.kind === 'set') {
      checkValue(change.value);
      const causes = this.#claims.file(change.path, { kind: 'set', value: change.value }, index);
      if (causes !== undefined) this.#set(change.path, change.value, change.after, causes);
    } else if (change.kind === 'append') {
      change.items.forEach(checkValue);
      const causes = this.#claims.file(change.path, { kind: 'append', items: [...change.items] }, index);
      if (causes !== undefined) this.#append(change.path, change.items, causes);
    } else {
      const causes = this.#claims.file(change.path, { kind: 'remove' }, index);
      if (causes !== undefined) this.#remove(change.path, causes);
    }
  }

  #set(path: Path, value: Authored, after: string | undefined, causes: Set<number>): void {
    const { member, rest } = this.#reach(path, path.length, value);
    if (rest.length === 0) assign(member, value, causes, this.#guard);
    else this.#make(member, { path, rest, value, after, causes });
  }

  #append(path: Path, items: readonly Authored[], causes: Set<number>): void {
    const { member, rest } = this.#reach(path, path.length);
    const fresh = items.filter((item, i) => items.findIndex((one) => sameAuthored(one, item)) === i);
    if (rest.length > 0) return this.#make(member, { path, rest, value: fresh, after: undefined, causes });
    const { value } = member;
    if (value.kind === 'fresh') return appendFresh(value, fresh, causes);
    if (isNothing(value)) return assign(member, fresh, causes, this.#guard);
    const list = this.#guard.open(member);
    if (list?.syntax.kind !== 'list') return refuse(`${showPath(path)} is not a list`);
    if (activeMembers(list).length === 0 && list.syntax.members.length === 0 && list.members.length === 0) {
      return fresh.length === 0 ? undefined : assign(member, fresh, causes, this.#guard);
    }
    for (const item of fresh) appendItem(list, item, causes);
  }

  #remove(path: Path, causes: Set<number>): void {
    if (path.length === 0) refuse('the whole file is not removed');
    const { member, rest } = this.#reach(path, path.length - 1);
    const step = path.at(-1)!;
    if (rest.length > 0 || member.value.kind === 'fresh') return;
    if (member.value.kind === 'kept' && at(member.value.syntax.node, step) === undefined) return;
    const collection = this.#guard.open(member);
    if (collection === undefined) return;
    const target = findIn(collection, step);
    if (target === undefined) return this.#guard.missing(collection.syntax, step);
    if (target.removed !== undefined) return;
    if (target.isWanted === true) contradiction();
    this.#guard.mayEnter(target);
    this.#guard.mayGo(target.origin);
    target.removed = causes;
  }

  /** Goes down a path as far as there is something; everything on the way is opened. `asked`: what is to stand at its end. */
  #reach(path: Path, length: number, asked?: Authored): { member: DraftMember; rest: Path } {
    let member = this.root;
    for (let i = 0; i < length; i++) {
      const step = path[i]!;
      const { value } = member;
      if (value.kind === 'fresh' || isNothing(value)) return { member, rest: path.slice(i, length) };
      if (value.kind === 'kept' && isEmptyCollection(value)) return { member, rest: path.slice(i, length) };
      const collection = this.#guard.open(member);
      if (collection === undefined) return refuse(`${showPath(path.slice(0, i))} is neither a map nor a list`);
      if ((typeof step === 'number') !== (collection.syntax.kind === 'list')) {
        return refuse(`${showPath(path.slice(0, i))} is a ${collection.syntax.kind}`);
      }
      const next = findIn(collection, step);
      if (next === undefined) {
        this.#guard.missing(collection.syntax, step);
        return { member, rest: path.slice(i, length) };
      }
      this.#guard.mayEnter(next);
      const isAsked = i === length - 1 && asked !== undefined && isAuthored(expectedNode(next.value), asked);
      if (next.isWanted === true && !isAsked) return contradiction();
      member = next;
    }
    return { member, rest: [] };
  }

  /** Makes what is missing below a member. */
  #make(member: DraftMember, { path, rest, value, after, causes }: Missing): void {
    const reached = path.slice(0, path.length - rest.length);
    const [step, ...below] = rest;
    if (typeof step !== 'string' || below.some((one) => typeof one !== 'string')) {
      return refuse(`${showPath(path)} is not there`);
    }
    if (member.value.kind === 'fresh') return setFresh(member.value, rest, value, causes);
    const collection = member.value.kind === 'collection' ? member.value : undefined;
    if (collection === undefined) {
      const { value: old } = member;
      if (old.kind === 'kept' && old.syntax.node.kind === 'list') return refuse(`${showPath(reached)} is a list`);
      return assign(member, nested(rest, value), causes, this.#guard);
    }
    if (collection.members.some(({ key, removed }) => key === step && removed !== undefined)) return contradiction();
    this.#guard.mayAdd(collection, below.length);
    const added: DraftMember = {
      key: step,
      origin: undefined,
      added: causes,
      value: { kind: 'fresh', value: nested(below, value), over: undefined, causes },
    };
    collection.members.splice(
      placeOfKey(collection, step, { after: below.length === 0 ? after : undefined, depth: reached.length }),
      0,
      added,
    );
  }
}

function isNothing(value: Draft): boolean {
  return value.kind === 'kept' && value.syntax.kind === 'scalar' && value.syntax.node.kind === 'scalar' && value.syntax.node.value === null;
}

function isEmptyCollection(value: Draft): boolean {
  return value.kind === 'kept' && (value.syntax.kind === 'map' || value.syntax.kind === 'list') && value.syntax.members.length === 0;
}

/** The member at a step; indexes are those of the list as it was read. */
function findIn(collection: DraftCollection, step: string | number): DraftMember | undefined {
  if (typeof step === 'string') return collection.members.find(({ key, removed }) => key === step && removed === undefined);
  if (collection.syntax.kind !== 'list') return undefined;
  const origin = collection.syntax.members[step];
  return origin === undefined ? undefined : collection.members.find((member) => member.origin === origin);
}

function appendItem(list: DraftCollection, item: Authored, causes: Set<number>): void {
  const there = list.members.find(({ value }) => isAuthored(expectedNode(value), item));
  if (there?.removed !== undefined) contradiction();
  if (there !== undefined) {
    there.isWanted = true;
    return;
  }
  list.members.push({
    key: undefined,
    origin: undefined,
    added: causes,
    value: { kind: 'fresh', value: item, over: undefined, causes },
  });
}

function appendFresh(fresh: { value: Authored; causes: Set<number> }, items: readonly Authored[], causes: Set<number>): void {
  if (!Array.isArray(fresh.value)) return refuse('another change makes it something else than a list');
  const has = fresh.value as readonly Authored[];
  fresh.value = [...has, ...items.filter((item) => !has.some((one) => sameAuthored(one, item)))];
  for (const cause of causes) fresh.causes.add(cause);
}

/** Sets a value inside a new one, where several changes make the same parent. */
function setFresh(fresh: { value: Authored; causes: Set<number> }, path: Path, value: Authored, causes: Set<number>): void {
  fresh.value = withValue(fresh.value, path, value);
  for (const cause of causes) fresh.causes.add(cause);
}

function withValue(parent: Authored, path: Path, value: Authored): Authored {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step !== 'string' || !isMap(parent)) return refuse('another change makes it something else');
  const inner = ownValue(parent, step);
  if (inner !== undefined && rest.length === 0 && Array.isArray(inner) && Array.isArray(value)) {
    const has = inner as readonly Authored[];
    const more = (value as readonly Authored[]).filter((item) => !has.some((one) => sameAuthored(one, item)));
    return { ...parent, [step]: [...has, ...more] };
  }
  return { ...parent, [step]: inner === undefined ? nested(rest, value) : withValue(inner, rest, value) };
}

function nested(path: Path, value: Authored): Authored {
  return path.toReversed().reduce<Authored>((inner, step) => ({ [step]: inner }), value);
}

function checkValue(value: Authored): void {
  if (typeof value === 'number' && !Number.isFinite(value)) refuse('a number that is not finite cannot be written');
  if (typeof value !== 'object' || value === null) return;
  for (const part of Array.isArray(value) ? (value as readonly Authored[]) : Object.values(value)) checkValue(part);
}

/** A path for a message: `Resources.Orders.Properties`. */
function showPath(path: Path): string {
  return path.length === 0 ? 'the file' : path.join('.');
}
