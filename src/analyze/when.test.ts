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
