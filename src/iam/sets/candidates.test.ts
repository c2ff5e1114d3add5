import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../operators/date.ts';
import { cidrContains, parseCidr } from '../operators/ip.ts';
import { candidates } from './candidates.ts';

test('numbers: the ends, between them, below and above', () => {
  expect(candidates('number', ['1', '2', '5'])).toEqual(['1', '2', '5', '1.5', '3', '6', '0']);
});

test('dates are written as people write them', () => {
  expect(candidates('date', ['2026-01-01'])).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', '2025-12-31T23:59:59Z']);
});

test('a text that only the deployment knows stands for itself', () => {
  expect(candidates('number', ['\uE000Limit\uE001'])).toContain('\uE000Limit\uE001');
});

test('no candidates miss a combination of blocks that some address is in', () => {
  const block = fc
    .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.integer({ min: 6, max: 18 }))
    .map(([a, b, prefix]) => `${a}.${b}.0.0/${prefix}`);
  const inside = (address: string, blocks: readonly string[]): string =>
    blocks.map((one) => (cidrContains(parseCidr(one)!, parseCidr(address)!) ? '1' : '0')).join('');
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), fc.ipV4(), (blocks, address) => {
      expect(candidates('address', blocks).map((one) => inside(one, blocks))).toContain(inside(address, blocks));
    }),
    { numRuns: 500 },
  );
});

test('no candidates miss a side of a date', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1e9, max: 4e9 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -2e9, max: 5e9 }),
      (ends, now) => {
        const sides = (seconds: number): string => ends.map((end) => Math.sign(seconds - parseDate(String(end))!)).join();
        const wanted = sides(now);
        expect(candidates('date', ends.map(String)).map((one) => sides(parseDate(one)!))).toContain(wanted);
      },
    ),
    { numRuns: 500 },
  );
});
