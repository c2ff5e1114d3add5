import type { MapNode, Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { PythonKeys } from './python-keys.ts';

/** Copies after which the order of keys no longer changes in practice. */
const ENOUGH_COPIES = 8;

/**
 * Remembers in which order Python 2.7 would list the keys of the maps of API definitions (see `PythonKeys`).
 * A map nobody changed after it was made needs no record: its order follows from its keys.
 */
export class PythonDicts {
  readonly #tables = new WeakMap<MapNode, PythonKeys>();
  readonly #plain = new WeakSet<MapNode>();
  readonly #changed = new Set<MapNode>();

  /** The keys of a map in Python's order. */
  keys(map: MapNode): string[] {
    return this.#plain.has(map) ? map.keys() : this.#table(map).keys();
  }

  /** Sets a value; the place of a new key is `keyAt`. */
  put(map: MapNode, key: string, value: Node, keyAt: Span): void {
    if (!map.has(key) && !this.#plain.has(map)) {
      this.#table(map).add(key);
      this.#changed.add(map);
    }
    map.set(key, value, map.entries.get(key)?.keyAt ?? keyAt);
  }

  remove(map: MapNode, key: string): void {
    if (!this.#plain.has(map)) {
      this.#table(map).remove(key);
      this.#changed.add(map);
    }
    map.delete(key);
  }

  /** Marks a map that AWS's translator keeps in the order of insertion. */
  keepInsertionOrder(map: MapNode): MapNode {
    this.#plain.add(map);
    return map;
  }

  /** Tells that AWS's translator deeply copies the definitions at this point, which may reorder the keys of changed maps. */
  copied(): void {
    for (const map of this.#changed) this.#tables.set(map, settled(this.#tables.get(map)!));
    this.#changed.clear();
  }

  #table(map: MapNode): PythonKeys {
    let table = this.#tables.get(map);
    if (table === undefined) {
      table = settled(new PythonKeys(map.keys()));
      this.#tables.set(map, table);
    }
    return table;
  }
}

function settled(table: PythonKeys): PythonKeys {
  let order = table.keys();
  for (let copies = 0; copies < ENOUGH_COPIES; copies++) {
    const next = new PythonKeys(order);
    const nextOrder = next.keys();
    if (nextOrder.every((key, index) => key === order[index])) return next;
    order = nextOrder;
  }
  return new PythonKeys(order);
}
