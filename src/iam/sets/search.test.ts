import fc from 'fast-check';
import { expect, test } from 'vitest';
import { search } from './search.ts';
import type { Judges } from './search.ts';

const VARIABLES = 5;

/** Every atom is a key of its own, so that nothing stands between literals but the formula. */
const free = (accept: Judges['accept']): Judges => ({
  keyOf: (literal) => String(literal >> 1),
  together: () => ({ value: null }),
  accept,
});

test('a formula is satisfied exactly when some choice of truths satisfies it', () => {
  const literal = fc.nat({ max: VARIABLES * 2 - 1 });
  fc.assert(
    fc.property(fc.array(fc.array(literal, { minLength: 1, maxLength: 3 }), { maxLength: 20 }), (clauses) => {
      const choices = Array.from(
        { length: 2 ** VARIABLES },
        (_, bits) =>
          (one: number): boolean =>
            ((bits >> (one >> 1)) & 1) === (one & 1 ? 0 : 1),
      );
      const expected = choices.some((holds) => clauses.every((clause) => clause.some(holds)));
      expect(
        search(
          { units: [], clauses },
          free(() => true),
          { left: 100_000 },
        ),
      ).toBe(expected ? 'found' : 'none');
    }),
    { numRuns: 1000 },
  );
});

test('literals that cannot hold together on one key are no solution', () => {
  const judges: Judges = {
    keyOf: () => 'resource',
    together: (_, literals) => (literals.includes(0) && literals.includes(2) ? { none: true } : { value: null }),
    accept: (model) => model.get('resource')?.includes(4) === true,
  };
  expect(search({ units: [0], clauses: [[2, 4]] }, judges, { left: 1000 })).toBe('found');
  expect(search({ units: [0, 2], clauses: [] }, judges, { left: 1000 })).toBe('none');
});

test('a solution that is not accepted is followed by others', () => {
  const offered: number[][] = [];
  const outcome = search(
    { units: [], clauses: [[0, 2]] },
    free((model) => offered.push([...model.values()].flat()) < 0),
    { left: 1000 },
  );
  expect({ outcome, offered }).toEqual({ outcome: 'none', offered: [[0], [2, 1]] });
});

test('a search ends at its limit', () => {
  expect(
    search(
      {
        units: [],
        clauses: [
          [0, 2],
          [1, 3],
        ],
      },
      free(() => false),
      { left: 3 },
    ),
  ).toBe('limit');
});
