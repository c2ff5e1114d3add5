import { expect, test } from 'vitest';
import { whenOf } from './when.ts';

const both = (...names: string[]): string[] =>
  names
    .reduce<string[]>((all, name) => all.flatMap((one) => [`${one}${name} is true and `, `${one}${name} is false and `]), ['when '])
    .map((one) => one.replace(/ and $/, ''));

test('what holds everywhere needs no words', () => {
  expect(whenOf(new Set(['in dev', 'in prod']), new Set(['in dev', 'in prod']))).toBe(null);
});

test('conditions that make no difference are not named', () => {
  const all = both('HasKey', 'HasBoundary', 'IsManaged');
  const where = all.filter((label) => label.includes('IsManaged is true'));
  expect(whenOf(new Set(where), new Set(all))).toBe('when IsManaged is true');
});

test('several cases are told one by one', () => {
  const all = both('HasKey', 'IsOpen');
  const where = all.filter((label) => label !== 'when HasKey is false and IsOpen is false');
  expect(whenOf(new Set(where), new Set(all))).toBe('when HasKey is true, or when IsOpen is true');
});

test('deployments are named where they tell more than their conditions', () => {
  const all = new Set(['in dev when IsProd is false', 'in test when IsProd is false', 'in prod when IsProd is true']);
  expect(whenOf(new Set(['in dev when IsProd is false']), all)).toBe('in dev');
  expect(whenOf(new Set(['in dev when IsProd is false', 'in test when IsProd is false']), all)).toBe('in dev, or in test');
});

test('a deployment of any name stays whole', () => {
  expect(whenOf(new Set(['in when IsProd']), new Set(['in when IsProd', 'in dev']))).toBe('in when IsProd');
});

test('of some combinations of many conditions, the reason that takes in all is found, and not one that goes with a few by chance', () => {
  // Every two of six conditions meet in every way.
  const rows = ['000000', '111111', '011010', '101101', '110001', '000110', '010101', '101010', '011100', '100011'];
  const label = (row: string): string => `when ${Array.from(row, (bit, i) => `C${i} is ${bit === '1' ? 'true' : 'false'}`).join(' and ')}`;
  const where = (holds: (row: string) => boolean): string | null =>
    whenOf(new Set(rows.filter(holds).map(label)), new Set(rows.map(label)));
  expect(where((row) => row[4] === '1')).toBe('when C4 is true');
  expect(where((row) => row[2] === '1' && row[4] === '1')).toBe('when C2 is true and C4 is true');
  expect(where((row) => row[3] === '1' || row[5] === '1')).toBe('when C3 is true, or when C5 is true');
});

test('of a sample, a reason that may fit by chance is not told', () => {
  const rows = Array.from({ length: 16 }, (_, i) =>
    Array.from({ length: 12 }, (__, k) => ((i * 7919 + k * k * 104_729 + i * k * 31) >> 3) % 2 === 0),
  );
  const label = (row: readonly boolean[]): string => `when ${row.map((holds, k) => `C${k} is ${String(holds)}`).join(' and ')}`;
  const all = new Set(rows.map(label));
  const where = (holds: (row: readonly boolean[]) => boolean, likely: readonly string[] = []): string | null =>
    whenOf(new Set(rows.filter(holds).map(label)), all, { likely: new Set(likely) });
  expect(where((row) => row[4] === true)).toBe('when C4 is true');
  expect(where((row) => row === rows[5])).toBe(`in 1 of the ${all.size} combinations judged`);
  // What the resource itself names is the likelier reason.
  const two = (row: readonly boolean[]): boolean => row[2] === true && row[7] === true;
  expect(where(two, ['C2', 'C7'])).toBe('when C2 is true and C7 is true');
});
