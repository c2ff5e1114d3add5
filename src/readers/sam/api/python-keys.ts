/** A slot whose key was removed; it still counts as filled, and a later key may take it. */
const REMOVED: unique symbol = Symbol('removed');

const SMALLEST = 8;

/**
 * The order in which Python 2.7 lists the keys of a dictionary.
 * AWS's translator was first written in Python 2.7; the id of an API's deployment is a hash of the API's definition as that Python prints
 * it, and AWS keeps to that so that ids do not change. The order depends on the keys' hashes and on the history of the dictionary.
 * Source of the algorithm: CPython 2.7 `Objects/dictobject.c` and `Objects/stringobject.c`.
 */
export class PythonKeys {
  #slots: (string | typeof REMOVED | undefined)[] = [];
  #mask = SMALLEST - 1;
  #used = 0;
  #filled = 0;

  constructor(keys: Iterable<string> = []) {
    for (const key of keys) this.add(key);
  }

  /** Keys in Python's order. */
  keys(): string[] {
    return this.#slots.filter((key) => typeof key === 'string');
  }

  add(key: string): void {
    const slot = this.#find(key);
    const present = this.#slots[slot];
    if (present === key) return;
    this.#used++;
    if (present === undefined) this.#filled++;
    this.#slots[slot] = key;
    // Dictionaries below 50,000 keys grow fourfold.
    if (this.#filled * 3 >= (this.#mask + 1) * 2) this.#resize(this.#used * 4);
  }

  /** Adds the keys of another dictionary, for all of which room is made at once. */
  merge(keys: readonly string[]): void {
    if (keys.length > 0 && (this.#filled + keys.length) * 3 >= (this.#mask + 1) * 2) this.#resize((this.#used + keys.length) * 2);
    for (const key of keys) this.add(key);
  }

  remove(key: string): void {
    const slot = this.#find(key);
    if (this.#slots[slot] !== key) return;
    this.#slots[slot] = REMOVED;
    this.#used--;
  }

  /** The keys of a deep copy, which adds them to an empty dictionary in the order of this one. */
  copy(): PythonKeys {
    return new PythonKeys(this.keys());
  }

  #resize(beyond: number): void {
    const keys = this.keys();
    let size = SMALLEST;
    while (size <= beyond) size *= 2;
    this.#mask = size - 1;
    this.#slots = [];
    this.#used = 0;
    this.#filled = 0;
    for (const key of keys) this.add(key);
  }

  /** The slot of a key, or the one it would take. */
  #find(key: string): number {
    const { high, low } = hashOf(key);
    let slot = (low & this.#mask) >>> 0;
    const first = this.#slots[slot];
    if (first === undefined || first === key) return slot;
    let free = first === REMOVED ? slot : undefined;
    let walker = slot;
    let perturbHigh = high;
    let perturbLow = low;
    for (;;) {
      walker = (Math.imul(walker, 5) + perturbLow + 1) >>> 0;
      slot = (walker & this.#mask) >>> 0;
      const present = this.#slots[slot];
      if (present === undefined) return free ?? slot;
      if (present === key) return slot;
      if (present === REMOVED) free ??= slot;
      perturbLow = ((perturbLow >>> 5) | (perturbHigh << 27)) >>> 0;
      perturbHigh >>>= 5;
    }
  }
}

interface Hash {
  readonly high: number;
  readonly low: number;
}

const MULTIPLIER = 1_000_003;

/** Hashes of the keys met so far; the same few occur in every method of every API. */
const hashes = new Map<string, Hash>();
const MOST_HASHES = 20_000;

function hashOf(text: string): Hash {
  let hash = hashes.get(text);
  if (hash !== undefined) return hash;
  hash = computeHash(text);
  if (hashes.size >= MOST_HASHES) hashes.clear();
  hashes.set(text, hash);
  return hash;
}

/** The 64-bit hash of a string, in two halves. */
function computeHash(text: string): Hash {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  if (points.length === 0) return { high: 0, low: 0 };
  let high = 0;
  let low = (points[0]! << 7) >>> 0;
  for (const point of points) {
    // `low * MULTIPLIER` stays below 2^52, so a double holds it exactly.
    const product = low * MULTIPLIER;
    high = (Math.imul(high, MULTIPLIER) + Math.floor(product / 0x1_0000_0000)) >>> 0;
    low = ((product % 0x1_0000_0000) ^ point) >>> 0;
  }
  return { high, low: (low ^ points.length) >>> 0 };
}
