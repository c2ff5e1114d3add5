import type { Argument } from '../ir/ir.ts';
import type { Abstract } from '../value.ts';
import { anyValueOf } from '../values/copied.ts';
import { join } from '../values/join.ts';
import { membersOf } from '../values/query.ts';
import { placeOf } from './place.ts';
import type { Arguments, Frame, Run } from './state.ts';

/** What a call's arguments come to. */
export function evaluateArguments(run: Run, list: readonly Argument[], frame: Frame): Arguments {
  const args: Abstract[] = [];
  const named = new Map<string, Abstract>();
  let restArgs: Abstract | null = null;
  let restNamed: Abstract | null = null;
  for (const argument of list) {
    const value = run.machine.evaluate(run, argument.value, frame);
    if (argument.isSpread && argument.name === '**') {
      restNamed = spreadNamed(value, named, restNamed);
    } else if (argument.isSpread) {
      const elements = run.machine.iterate(run, value, placeOf(frame, argument.value.at));
      if (restArgs === null) args.push(...elements.items);
      else for (const item of elements.items) restArgs = join(restArgs, item);
      if (elements.rest !== null) restArgs = restArgs === null ? elements.rest : join(restArgs, elements.rest);
    } else if (argument.name !== null) named.set(argument.name, value);
    else if (restArgs === null) args.push(value);
    else restArgs = join(restArgs, value);
  }
  return { args, restArgs, named, restNamed };
}

/** `**value`: keywords by name, and what further ones may be. */
function spreadNamed(value: Abstract, named: Map<string, Abstract>, before: Abstract | null): Abstract | null {
  let rest = before;
  for (const member of membersOf(value)) {
    if (member.kind === 'object') {
      for (const [key, field] of member.fields) named.set(key, named.has(key) ? join(named.get(key) ?? field, field) : field);
      if (member.rest !== null) rest = rest === null ? member.rest : join(rest, member.rest);
    } else if (member.kind === 'unknown') {
      const further = anyValueOf(member.origin);
      rest = rest === null ? further : join(rest, further);
    }
  }
  return rest;
}

/** Arguments that are all positional. */
export function positional(args: readonly Abstract[]): Arguments {
  return { args, restArgs: null, named: NO_NAMES, restNamed: null };
}

const NO_NAMES: ReadonlyMap<string, Abstract> = new Map();
