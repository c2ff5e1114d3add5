import type { Authored, Path } from '../model/change.ts';
import { refuse } from './refusal.ts';

/** What changes have asked of one place; `causes` are the indexes of the changes. */
export interface Claim {
  readonly causes: Set<number>;
  readonly want:
    | { readonly kind: 'set'; readonly value: Authored }
    | { readonly kind: 'append'; readonly items: Authored[] }
    | { readonly kind: 'remove' };
}

interface Place {
  claim: Claim | undefined;
  readonly below: Map<string | number, Place>;
}

const emptyPlace = (): Place => ({ claim: undefined, below: new Map() });

/** Everything asked of a file so far, by place, so that changes that contradict one another are noticed. */
export class Claims {
  readonly #top = emptyPlace();

  /**
   * Files a change. Gives the causes that its edits get, or undefined if others have asked for it already (its index is added to theirs).
   * Refuses what contradicts an earlier change.
   */
  file(path: Path, want: Claim['want'], index: number): Set<number> | undefined {
    let place = this.#top;
    for (const [depth, step] of path.entries()) {
      if (place.claim !== undefined && isCovered(place.claim, path.slice(depth), want)) {
        place.claim.causes.add(index);
        return undefined;
      }
      let next = place.below.get(step);
      if (next === undefined) place.below.set(step, (next = emptyPlace()));
      place = next;
    }
    for (const [step, below] of place.below) checkBelow(below, [step], want);
    if (place.claim === undefined) {
      place.claim = { causes: new Set([index]), want: want.kind === 'append' ? { kind: 'append', items: [...want.items] } : want };
      return place.claim.causes;
    }
    return this.#again(place.claim, want, index);
  }

  #again(claim: Claim, want: Claim['want'], index: number): Set<number> | undefined {
    if (isCovered(claim, [], want)) {
      claim.causes.add(index);
      return undefined;
    }
    if (claim.want.kind !== 'append' || want.kind !== 'append') return contradiction();
    claim.want.items.push(...want.items);
    return new Set([index]);
  }
}

/** Refuses a change that undoes another. */
export function contradiction(): never {
  return refuse('another change asks for something else in the same place');
}

/** Whether a claim already includes a change at a path below it; not, where it adds to it; refuses a contradiction. */
function isCovered(claim: Claim, path: Path, want: Claim['want']): boolean {
  const has = claim.want;
  if (has.kind === 'append') {
    if (path.length > 0) return false;
    if (want.kind === 'append') return want.items.every((item) => has.items.some((one) => sameAuthored(one, item)));
    return contradiction();
  }
  if (has.kind === 'remove') return want.kind === 'remove' ? true : contradiction();
  let value: Authored | undefined = has.value;
  for (const step of path) {
    if (typeof step === 'number' || (value !== undefined && !isMap(value))) return contradiction();
    value = isMap(value) ? ownValue(value, step) : undefined;
  }
  if (want.kind === 'remove') return value === undefined ? true : contradiction();
  // What is set may grow by a key or an item that it does not speak of.
  if (value === undefined) return path.length === 0 ? contradiction() : false;
  if (want.kind === 'set') return sameAuthored(value, want.value) ? true : contradiction();
  if (!Array.isArray(value)) return contradiction();
  const items = value as readonly Authored[];
  return want.items.every((item) => items.some((one) => sameAuthored(one, item)));
}

/** Refuses a change above a place if it undoes what was asked there. */
function checkBelow(place: Place, path: Path, want: Claim['want']): void {
  const { claim } = place;
  if (claim !== undefined) {
    if (want.kind === 'remove' && claim.want.kind !== 'remove') contradiction();
    if (want.kind === 'set' && !isCovered({ causes: new Set(), want }, path, claim.want)) contradiction();
  }
  if (want.kind === 'append') return;
  for (const [step, below] of place.below) checkBelow(below, [...path, step], want);
}

/** Whether two values are the same, whatever the order of their keys. */
export function sameAuthored(a: Authored, b: Authored): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    const others = b as readonly Authored[];
    return (a as readonly Authored[]).every((item, i) => sameAuthored(item, others[i]!));
  }
  const keys = Object.keys(a);
  if (!isMap(a) || !isMap(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => {
    const other = ownValue(b, key);
    return other !== undefined && sameAuthored(ownValue(a, key)!, other);
  });
}

/** Whether a value is a map. */
export function isMap(value: Authored | undefined): value is { readonly [key: string]: Authored } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a key that the map itself has. */
export function ownValue(map: { readonly [key: string]: Authored }, key: string): Authored | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
