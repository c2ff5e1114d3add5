import type { Abstract, Origin } from '../value.ts';
import { unionOf } from './join.ts';
import { extend, unknownFrom } from './make.ts';
import { membersOf } from './query.ts';

/** The step to a value under a key that is not known, in the path of an origin. */
const ANY_KEY = '{}';

/** What a copy of a dict or object holds of which nothing is known (`{**event}`, `{...event}`): a value under any key. */
export function anyValueOf(origin: Origin): Abstract {
  return unknownFrom(extend(origin, ANY_KEY));
}

/** What stands under a key among values under keys that are not known: of a copy of the event, the event's own field. */
export function underKey(rest: Abstract, key: string): Abstract {
  return unionOf(
    membersOf(rest).map((value) => {
      if (value.kind !== 'unknown' || !('path' in value.origin) || value.origin.path.at(-1) !== ANY_KEY) return value;
      return unknownFrom({ ...value.origin, path: [...value.origin.path.slice(0, -1), key] });
    }),
  );
}
