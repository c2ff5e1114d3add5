import { expect, test } from 'vitest';
import { closest } from './closest.ts';

test.each([
  ['OrdersTabel', ['OrdersTable', 'OrdersQueue'], 'OrdersTable'],
  ['orderstable', ['OrdersTable'], 'OrdersTable'],
  ['Arm', ['Arn', 'Name'], 'Arn'],
  ['Payments', ['OrdersTable'], null],
  ['X', [], null],
])('of %s among %j', (name, candidates, expected) => {
  expect(closest(name, candidates)).toBe(expected);
});
