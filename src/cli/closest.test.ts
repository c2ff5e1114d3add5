import { expect, test } from 'vitest';
import { meant } from './closest.ts';

const IDS = ['bucket-public-access', 'role-too-wide', 'role-too-narrow', 'environment-secret'];

test.each([
  ['bucket-publc-access', 'bucket-public-access'],
  ['role-to-wide', 'role-too-wide'],
  ['Role-Too-Narrow', 'role-too-narrow'],
  ['role-too-iwde', 'role-too-wide'],
  ['secret', 'environment-secret'],
])('%s is taken for %s', (typed, expected) => {
  expect(meant(typed, IDS)).toBe(expected);
});

test('a name like nothing known has no neighbour', () => {
  expect(meant('xyz', IDS)).toBeNull();
  expect(meant('anything', [])).toBeNull();
});
