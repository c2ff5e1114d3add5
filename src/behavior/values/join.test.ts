import { expect, test } from 'vitest';
import { joinedList, joinedObject, unionOf } from './join.ts';
import { NEVER, NOTHING, number, text, textOf, unknownFrom } from './make.ts';
import { exactText, isNothing, membersOf, present, truthiness } from './query.ts';
import { show } from './show.ts';
import type { Abstract, ListValue, ObjectValue } from '../value.ts';

const object = (fields: Record<string, Abstract>): ObjectValue => ({
  kind: 'object',
  fields: new Map(Object.entries(fields)),
  rest: null,
  keys: [],
  cls: null,
  depth: 0,
});
const list = (...items: Abstract[]): ListValue => ({ kind: 'list', items, rest: null, depth: 0 });

test('a union is flat and without duplicates', () => {
  const tables = unionOf([text('orders'), unionOf([text('orders'), text('payments')])]);
  expect(membersOf(tables).map(show)).toEqual(["'orders'", "'payments'"]);
  expect(show(unionOf([text('orders'), text('orders')]))).toBe("'orders'");
  expect(show(unionOf([NEVER, text('orders')]))).toBe("'orders'");
});

test('more than 16 texts become a pattern that keeps how they start', () => {
  const names = unionOf(Array.from({ length: 17 }, (_, index) => text(`orders-${'abcdefghijklmnopq'[index]}`)));
  expect(show(names)).toBe("'orders-${(limit: members of a union)}'");
});

test('more than 16 objects become one that has the fields of all', () => {
  const inputs = unionOf(Array.from({ length: 17 }, (_, index) => object({ TableName: text('orders'), [`field${index}`]: number(1) })));
  expect(inputs.kind).toBe('object');
});

test('a field that only some objects have may be nothing in the joined one', () => {
  expect(show(joinedObject([object({ a: number(1) }), object({ a: number(1), b: number(2) })]))).toBe('{ a: 1, b: nothing | 2 }');
  expect(show(joinedList([list(number(1)), list(number(1), number(2))]))).toBe('[1, …2]');
});

test('an environment variable is exact when the template sets it to a scalar, absent when it does not set it', () => {
  const at = { file: 'template.yaml', start: 0, end: 0 } as never;
  const set = textOf([{ kind: 'environment', name: 'TABLE', value: { kind: 'scalar', value: 'orders', at } }]);
  const missing = textOf([{ kind: 'environment', name: 'TABLE', value: null }]);
  const region = textOf([{ kind: 'environment', name: 'AWS_REGION', value: null }]);
  expect(exactText(set)).toBe('orders');
  expect([isNothing(set), isNothing(missing), isNothing(region)]).toEqual([false, true, false]);
  expect([truthiness(set, 'javascript'), truthiness(missing, 'javascript'), truthiness(region, 'python')]).toEqual([true, false, true]);
});

test('a value that may be undefined is present without that member', () => {
  expect(show(present(unionOf([NOTHING, text('orders')])))).toBe("'orders'");
  expect(truthiness(unionOf([NOTHING, text('orders')]), 'javascript')).toBeUndefined();
  expect(show(unknownFrom({ from: 'event', path: ['Records', '[]', 's3'] }))).toBe('event.Records[].s3');
});
