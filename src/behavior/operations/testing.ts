import type { InputView } from './input-view.ts';
import { HOLE } from './input-view.ts';

/** An input for tests: a member whose name ends in `?` may be given; a text with HOLE is known but for that. */
export function testInput(input: object): InputView<string> {
  return {
    at(path) {
      let values: readonly unknown[] = [input];
      let isSure = true;
      for (const step of path.split('.').flatMap((part) => part.replace('[]', ' []').replace('{}', ' {}').split(' '))) {
        const reached = values.flatMap((value) => take(value, step));
        isSure &&= reached.every(([, sure]) => sure);
        values = reached.map(([value]) => value);
      }
      return { values: values.map(String), present: values.length === 0 ? 'no' : isSure ? 'yes' : 'maybe', complete: true };
    },
    exact: (value) => (value.includes(HOLE) ? undefined : value),
    outline: (value) => value,
  };
}

/** What stands at a step, and whether it certainly does. */
function take(value: unknown, step: string): readonly (readonly [unknown, boolean])[] {
  if (step === '[]') return Array.isArray(value) ? value.map((item: unknown) => [item, true] as const) : [];
  if (step === '{}') return Object.keys(value as object).map((key) => [key, true] as const);
  const members = value as Readonly<Record<string, unknown>>;
  if (members[step] !== undefined) return [[members[step], true]];
  return members[`${step}?`] === undefined ? [] : [[members[`${step}?`], false]];
}
