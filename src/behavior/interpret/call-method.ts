import { methodOfUnknown, promiseMethod } from '../builtins/methods.ts';
import type { SourcePlace } from '../host.ts';
import type { Abstract } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { NEVER, NOTHING, unknownCode } from '../values/make.ts';
import { isNever, membersOf } from '../values/query.ts';
import { lookup } from './access.ts';
import { foreignBases } from './class-table.ts';
import { candidates } from './computed.ts';
import { fork } from './fork.ts';
import type { Arguments, Run } from './state.ts';

/** What a method is called with, and where. */
interface CallSite {
  readonly call: Arguments;
  readonly at: SourcePlace;
}

/** `receiver.key(…)`, on each value that the receiver may be. */
export function callMethod(run: Run, receiver: Abstract, key: string, site: CallSite): Abstract {
  const members = membersOf(receiver).filter((member) => member.kind !== 'nothing');
  const [only] = members;
  if (only === undefined) return isNever(receiver) ? NEVER : callOne(run, NOTHING, key, site);
  if (members.length === 1) return callOne(run, only, key, site);
  return eachMaybe(run, members, (member) => callOne(run, member, key, site));
}

function callOne(run: Run, receiver: Abstract, key: string, { call, at }: CallSite): Abstract {
  const method = findMethod(run, receiver, key, at);
  if (method === undefined && run.language === 'python' && isWhollyFollowed(receiver)) {
    run.host.gap('reflection', `${key} is called, which is not found in its class`, at);
  }
  return run.machine.call(run, method ?? unknownCode(`the method ${key}`), call, { at, self: receiver });
}

/** Whether all classes of an instance are known, so that it has no methods but theirs. */
function isWhollyFollowed(receiver: Abstract): boolean {
  const cls = receiver.kind === 'object' ? receiver.cls : receiver.kind === 'class' ? receiver : null;
  return cls !== null && foreignBases(cls).every((base) => base.kind === 'model' && ['ABC', 'Enum', 'object'].includes(base.label));
}

/** The method of a receiver; the methods that any value has where it has none of its own. */
function findMethod(run: Run, receiver: Abstract, key: string, at: SourcePlace): Abstract | undefined {
  if (receiver.kind === 'unknown') {
    const known = methodOfUnknown(run.host, receiver, key);
    if (known !== undefined) return known;
  }
  if (receiver.kind === 'nothing') return promiseMethod(run.host, receiver, key);
  const found = lookup(run, receiver, key, at);
  if (found !== undefined && receiver.kind !== 'unknown') return found;
  return promiseMethod(run.host, receiver, key) ?? found;
}

/** `receiver[key](…)` where the key is not known: anything that the receiver holds may be called. */
export function callDynamic(run: Run, receiver: Abstract, key: Abstract, { call, at }: CallSite): Abstract {
  const found = membersOf(receiver).flatMap((member) => candidates(run, member, at).map((method) => ({ member, method })));
  if (found.length > MOST_CANDIDATES) {
    run.host.gap('limit-reached', `one of more than ${MOST_CANDIDATES} functions is called by a name that is not known`, at);
  }
  if (found.length === 0) return unknownCode(`a method named by ${key.kind}`);
  const options = found.slice(0, MOST_CANDIDATES);
  return eachMaybe(run, options, ({ member, method }) => run.machine.call(run, method, call, { at, self: member }));
}

const MOST_CANDIDATES = 64;

/** Does something for each of several values of which the program has one. */
export function eachMaybe<T>(run: Run, values: readonly T[], action: (value: T) => Abstract): Abstract {
  const [only] = values;
  if (only !== undefined && values.length === 1) return action(only);
  const results: Abstract[] = [];
  fork(
    run,
    values.map((value) => (): boolean => {
      const result = action(value);
      results.push(result);
      return !isNever(result);
    }),
    null,
  );
  return unionOf(results);
}
