import { toJson } from './node.ts';
import type { Entry } from './node.ts';
import type { ReadWarning } from './read.ts';

/** What is said of a key that stands twice in its map: the later entry counts. */
export function repeatedKey(key: string, later: Entry, earlier: Entry): ReadWarning {
  return {
    message: `the key ${key} stands twice in this map; the last one counts`,
    at: later.keyAt,
    repeats: { key, earlier: earlier.keyAt, isSame: JSON.stringify(toJson(later.value)) === JSON.stringify(toJson(earlier.value)) },
  };
}
