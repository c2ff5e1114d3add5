import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, pad, wrap } from './width.ts';

test.each([
  ['Orders', 6],
  ['名前', 4],
  ['e\u0301', 1],
  ['…', 1],
  ['📷', 2],
])('%s takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('padding counts columns, not characters', () => {
  expect(pad('名', 4)).toBe('名  ');
  expect(pad('7', 3, 'start')).toBe('  7');
  expect(pad('longer than that', 3)).toBe('longer than that');
});

test('lines are broken between words, and a long word stays whole', () => {
  expect(wrap('a role that allows examples/orders/template.yaml:41:7 too much', 12)).toEqual([
    'a role that',
    'allows',
    'examples/orders/template.yaml:41:7',
    'too much',
  ]);
});

test('wrapping loses no word and keeps lines of several words within the columns', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (given, columns) => {
      const lines = wrap(given.join(' '), columns);
      expect(lines.join(' ').split(' ')).toEqual(given);
      for (const line of lines) expect(line.includes(' ') ? displayWidth(line) : 0).toBeLessThanOrEqual(columns);
    }),
  );
});
