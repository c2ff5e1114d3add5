import { expect, test } from 'vitest';
import { closest } from './closest.ts';

const IDS = ['bucket-public-access', 'role-too-wide', 'role-too-narrow', 'environment-secret'];

test.each([
  ['bucket-publc-access', 'bucket-public-access'],
  ['role-to-wide', 'role-too-wide'],
  ['Role-Too-Narrow', 'role-too-narrow'],
  ['role-too-iwde', 'role-too-wide'],
  ['secret', 'environment-secret'],
])('%s is taken for %s', (typed, meant) => {
  expect(closest(typed, IDS)).toBe(meant);
});

test('a name like nothing known has no neighbour', () => {
  expect(closest('xyz', IDS)).toBeNull();
  expect(closest('anything', [])).toBeNull();
});
