import { fn } from '../builtins/make.ts';
import type { SourcePlace } from '../host.ts';
import type { Abstract, ObjectValue } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { NOTHING, unknownCode } from '../values/make.ts';
import { membersOf } from '../values/query.ts';
import { bound } from './access.ts';
import { ancestry, classTable } from './class-table.ts';
import type { Run } from './state.ts';

/** What `await` gives: an object with a method `then` of its own is asked, anything else is what it resolves to. */
export function awaited(run: Run, value: Abstract, at: SourcePlace): Abstract {
  if (run.language !== 'javascript' || !membersOf(value).some((member) => thenOf(member) !== undefined)) return value;
  return unionOf(membersOf(value).map((member) => settled(run, member, at)));
}

function settled(run: Run, value: Abstract, at: SourcePlace): Abstract {
  const then = thenOf(value);
  if (then === undefined) return value;
  const results: Abstract[] = [];
  const resolve = fn('resolve', (call) => {
    results.push(call.args[0] ?? NOTHING);
    return NOTHING;
  });
  run.host.call(then, [resolve, fn('reject', () => NOTHING)], { at, self: value });
  return results.length === 0 ? unknownCode('what is awaited') : unionOf(results);
}

/** The code's own `then`; promises of the language are what they resolve to and have none. */
function thenOf(value: Abstract): Abstract | undefined {
  if (value.kind !== 'object') return undefined;
  const then = value.fields.get('then') ?? methodOf(value);
  return then?.kind === 'function' ? bound(then, value) : undefined;
}

function methodOf({ cls }: ObjectValue): Abstract | undefined {
  return cls === null
    ? undefined
    : ancestry(cls)
        .map((each) => classTable(each)?.methods.get('then'))
        .find((each) => each !== undefined);
}
