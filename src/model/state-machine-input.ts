import { entriesOf, exactText, itemsOf } from './value.ts';
import type { Value } from './value.ts';

/** The values that a task's input has at a path of the operation's input. */
export interface InputMember {
  readonly values: readonly Value[];
  /** Whether the member is given at all; `maybe` where the whole input comes from the state. */
  readonly given: 'yes' | 'no' | 'maybe';
  /** Whether some value is computed when the state runs: a path or a JSONata expression. */
  readonly isComputed: boolean;
}

/** Looks up `TableName`, `overrides.taskRoleArn`, `Entries[].EventBusName`, `RequestItems{}`; case of names does not count, since
 *  optimised integrations write all of them with a capital. https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html */
export function inputMember(input: Value | undefined, path: string): InputMember {
  if (input === undefined) return { values: [], given: 'maybe', isComputed: true };
  const steps = path.split('.').flatMap((part) => {
    const [, name = '', suffix = ''] = /^([^[{]*)((?:\[\]|\{\})*)$/.exec(part) ?? [undefined, part, ''];
    return [...(name === '' ? [] : [name]), ...(suffix.match(/\[\]|\{\}/g) ?? [])];
  });
  return walk([input], steps);
}

function walk(values: readonly Value[], [step, ...rest]: readonly string[]): InputMember {
  if (values.some(isExpression)) return { values: [], given: 'maybe', isComputed: true };
  if (step === undefined) return { values, given: values.length > 0 ? 'yes' : 'no', isComputed: false };
  if (step === '[]') return walk(values.flatMap(itemsOf), rest);
  if (step === '{}') return { values: values.flatMap(keysOf), given: 'yes', isComputed: false };
  const wanted = step.toLowerCase();
  const found = values.flatMap((value) => entriesOf(value).filter(({ key }) => key.replace(/\.\$$/, '').toLowerCase() === wanted));
  // `Objects.$` gives the list; what is in it, nobody can say.
  if (found.some(({ key }) => key.endsWith('.$'))) return { values: [], given: rest.length === 0 ? 'yes' : 'maybe', isComputed: true };
  return found.length === 0
    ? { values: [], given: 'no', isComputed: false }
    : walk(
        found.map(({ value }) => value),
        rest,
      );
}

function keysOf(value: Value): Value[] {
  return entriesOf(value).map(({ key, keyAt }) => ({ kind: 'scalar', value: key, at: keyAt }));
}

/** JSONata stands between `{%` and `%}`. */
function isExpression(value: Value): boolean {
  return /^\s*\{%/.test(exactText(value) ?? '');
}
