import { expect, test } from 'vitest';
import { MapNode, at, build, cloneNode, onlyEntry, stringOf, toJson } from './node.ts';
import { SourceFile } from './span.ts';

const source = new SourceFile('template.yaml', 'Name: orders');
const here = { source, start: 0, end: 12 };
const there = { source, start: 6, end: 12 };

test('parts that are nodes keep their place, the rest stands at the place given', () => {
  const name = build('orders', there);
  const tree = build({ Name: name, Tags: [{ Key: 'team' }], Left: undefined }, here);
  expect(at(tree, 'Name')).toBe(name);
  expect(at(tree, 'Tags', 0, 'Key')!.at).toBe(here);
  expect(toJson(tree)).toEqual({ Name: 'orders', Tags: [{ Key: 'team' }] });
});

test('a copy shares nothing that can be changed', () => {
  const tree = build({ Tags: [{ Key: 'team' }] }, here) as MapNode;
  const copy = cloneNode(tree) as MapNode;
  (at(copy, 'Tags', 0) as MapNode).set('Key', build('other', there));
  expect(toJson(tree)).toEqual({ Tags: [{ Key: 'team' }] });
});

test('a key that is set again keeps its place', () => {
  const map = new MapNode(here).set('Name', build('a', there), there);
  map.set('Name', build('b', here));
  expect(map.entries.get('Name')!.keyAt).toBe(there);
});

test('only a map of one key is an intrinsic function', () => {
  expect(onlyEntry(build({ Ref: 'Orders' }, here))?.key).toBe('Ref');
  expect(onlyEntry(build({ Ref: 'Orders', Type: 'x' }, here))).toBeUndefined();
  expect(stringOf(onlyEntry(build({ Ref: 'Orders' }, here))?.value)).toBe('Orders');
});
