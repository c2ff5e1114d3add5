import type { ListNode, MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { PythonKeys } from './python-keys.ts';

/** The keys of a map, valid after so many copies of the definition. */
interface Table {
  keys: PythonKeys;
  copies: number;
}

/**
 * Remembers in which order Python 2.7 would list the keys of each map of one API definition (see `PythonKeys`).
 * AWS's translator deeply copies the definition before and after each edit, and where keys collide every copy may swap them.
 */
export class PythonDicts {
  readonly #tables = new WeakMap<MapNode, Table>();
  readonly #plain = new WeakSet<MapNode>();
  #copies = 0;

  constructor(definition: Node) {
    this.#meet(definition);
  }

  /** The keys of a map in Python's order. */
  keys(map: MapNode): string[] {
    return this.#plain.has(map) ? map.keys() : this.#table(map).keys.keys();
  }

  /** Sets a value; the place of a new key is `keyAt`. */
  put(map: MapNode, key: string, value: Node, keyAt: Span): void {
    if (!this.#plain.has(map)) this.#table(map).keys.add(key);
    map.set(key, value, map.entries.get(key)?.keyAt ?? keyAt);
    this.#meet(value);
  }

  /** Adds an item to a list of the definition. */
  append(list: ListNode, item: Node): void {
    list.items.push(item);
    this.#meet(item);
  }

  remove(map: MapNode, key: string): void {
    if (!this.#plain.has(map)) this.#table(map).keys.remove(key);
    map.delete(key);
  }

  /** Marks a map that AWS's translator keeps in the order of insertion. */
  keepInsertionOrder(map: MapNode): MapNode {
    this.#plain.add(map);
    return map;
  }

  /** Tells that AWS's translator copies the definition at this point. */
  copied(): void {
    this.#copies++;
  }

  /** Takes over part of another definition, with the orders it has there. */
  adopt(node: Node, from: PythonDicts): void {
    if (node.kind === 'list') for (const item of node.items) this.adopt(item, from);
    if (node.kind !== 'map') return;
    this.#tables.set(node, { keys: from.#table(node).keys, copies: this.#copies });
    if (from.#plain.has(node)) this.#plain.add(node);
    for (const { value } of node.entries.values()) this.adopt(value, from);
  }

  /** Tells that AWS's translator copies this map, but not what is in it. */
  copiedAlone(map: MapNode): void {
    const table = this.#table(map);
    const copy = new PythonKeys();
    copy.merge(table.keys.keys());
    table.keys = copy;
  }

  #table(map: MapNode): Table {
    let table = this.#tables.get(map);
    if (table === undefined) {
      table = { keys: new PythonKeys(map.keys()), copies: this.#copies };
      this.#tables.set(map, table);
    }
    if (table.copies < this.#copies) table.keys = copiedTimes(table.keys, this.#copies - table.copies);
    table.copies = this.#copies;
    return table;
  }

  /** Notes since when the maps of a tree belong to the definition. */
  #meet(node: Node): void {
    if (node.kind === 'list') for (const item of node.items) this.#meet(item);
    if (node.kind !== 'map' || this.#tables.has(node)) return;
    this.#tables.set(node, { keys: new PythonKeys(node.keys()), copies: this.#copies });
    for (const { value } of node.entries.values()) this.#meet(value);
  }
}

/** The keys of a map that no edit has copied yet, in Python's order. */
export function pythonOrder(map: MapNode): string[] {
  return new PythonKeys(map.keys()).keys();
}

/** Copies below this number are cheaper made than watched for repetition. */
const FEW_COPIES = 4;

/** The keys after so many copies; orders repeat after a few. */
function copiedTimes(keys: PythonKeys, times: number): PythonKeys {
  const seen: string[] = [];
  let current = keys;
  for (let copies = 1; copies <= times; copies++) {
    current = current.copy();
    if (times <= FEW_COPIES) continue;
    const order = current.keys().join('\n');
    const first = seen.indexOf(order);
    if (first < 0) seen.push(order);
    else copies = times - ((times - copies) % (seen.length - first));
  }
  return current;
}
