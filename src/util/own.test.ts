import { expect, test } from 'vitest';
import { own } from './own.ts';

test('a table has the keys that somebody put there, and no others', () => {
  const table: Record<string, number> = { orders: 1 };
  expect(own(table, 'orders')).toBe(1);
  for (const name of ['constructor', '__proto__', 'toString', 'payments']) expect(own(table, name)).toBeUndefined();
});
