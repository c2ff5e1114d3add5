import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { globMatches } from '../match.ts';
import { shortestText } from './shortest-text.ts';
import { allTexts } from './testing/brute-force.ts';
import { arnPatterns, exactPattern, globPattern, startApart, surelyCovers } from './text-pattern.ts';

const globs = (...texts: string[]): ReturnType<typeof globPattern>[] => texts.map((text) => globPattern(text));
const find = (all: string[][], none: string[]): string | null | undefined =>
  shortestText({ all: all.map((texts) => globs(...texts)), none: globs(...none) }, { left: 1_000_000 });

test('the shortest text of a pattern has nothing for its stars', () => {
  expect(find([['orders-*/*']], [])).toBe('orders-/');
});

test('a text of one pattern outside of another', () => {
  expect(find([['orders-*']], ['orders-a*', 'orders-', 'orders-b*'])).toBe('orders-c');
});

test('patterns that only together cover leave no text', () => {
  expect(find([['a*']], ['a', 'a?', 'a??*'])).toBeNull();
});

test('a text in two patterns at once', () => {
  expect(find([['*b*'], ['a*c']], [])).toBe('abc');
});

test('a search beyond its budget has no answer', () => {
  const marks = '?'.repeat(30);
  expect(shortestText({ all: [globs(`*a${marks}`)], none: globs(`*b${marks}`) }, { left: 10_000 })).toBeUndefined();
});

test('a wildcard of one part of an ARN takes no colon', () => {
  const inPart = arnPatterns('arn:aws:s3:*:*:a');
  expect(shortestText({ all: [globs('arn:aws:s3:*:a')], none: inPart }, { left: 1_000_000 })).not.toBeNull();
  expect(shortestText({ all: [inPart], none: globs('arn:aws:s3:*:a') }, { left: 1_000_000 })).toBeNull();
});

test('texts that differ in case are one text without regard to it', () => {
  const fold = { all: [[exactPattern('Orders')]], none: [exactPattern('oRDERS', true)] };
  expect(shortestText(fold, { left: 10_000 })).toBeNull();
});

describe('against trying every text', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 4 });
  const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });
  const texts = allTexts(['a', 'b', 'c'], 6);

  test('a text is found exactly where there is one, and it is shortest', () => {
    fc.assert(
      fc.property(patterns, patterns, patterns, (first, second, none) => {
        const fits = (text: string): boolean =>
          [first, second].every((union) => union.some((one) => globMatches(one, text))) && !none.some((one) => globMatches(one, text));
        const found = find([first, second], none);
        const expected = texts.find(fits);
        if (expected !== undefined) expect(found?.length).toBe(expected.length);
        if (typeof found === 'string') expect(fits(found)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('a pattern that surely covers another covers all its texts, and patterns that start apart share none', () => {
    fc.assert(
      fc.property(pattern, pattern, (wider, narrower) => {
        const [left, right] = [globPattern(wider), globPattern(narrower)];
        const shared = texts.filter((text) => globMatches(narrower, text) && globMatches(wider, text));
        if (surelyCovers(left, right)) expect(shared).toEqual(texts.filter((text) => globMatches(narrower, text)));
        if (startApart(left, right)) expect(shared).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
