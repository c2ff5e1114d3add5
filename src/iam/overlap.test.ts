import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { globMatches } from './match.ts';
import { loosened, patternsOverlap } from './overlap.ts';
import { hole, showHoles } from './policy.ts';

test('two patterns overlap when one text fits both', () => {
  expect(patternsOverlap('orders/*', '*/2026')).toBe(true);
  expect(patternsOverlap('orders/*', 'invoices/*')).toBe(false);
  expect(patternsOverlap('order?', 'orders')).toBe(true);
  expect(patternsOverlap('order?', 'order')).toBe(false);
  expect(patternsOverlap('', '*')).toBe(true);
});

test('overlap is what trying every short text finds', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
  const texts = (length: number): string[] => (length === 0 ? [''] : texts(length - 1).flatMap((text) => [text, `${text}a`, `${text}b`]));
  const all = [...new Set(texts(8))];
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      expect(patternsOverlap(a, b)).toBe(all.some((text) => globMatches(a, text) && globMatches(b, text)));
    }),
  );
});

test('open holes may be any text, the others stay themselves', () => {
  const pattern = `arn:${hole('AWS::Partition')}:s3:::${hole('Name')}`;
  expect(showHoles(loosened(pattern, (name) => name === 'Name'))).toBe('arn:${AWS::Partition}:s3:::*');
});
