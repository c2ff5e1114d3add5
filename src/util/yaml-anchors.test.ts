import { expect, test } from 'vitest';
import { toJson } from './node.ts';
import { SourceFile } from './span.ts';
import { readYaml } from './yaml.ts';

function data(text: string): unknown {
  const read = readYaml(new SourceFile('template.yaml', text));
  return read.ok ? toJson(read.node) : read.error.message;
}

test('an alias stands for the nearest anchor of its name before it', () => {
  expect(data('a: &x 1\nb: *x\nc: &x 2\nd: *x')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  expect(data('&name Orders: 1\nb: *name\nc: {*name : 2}')).toEqual({ Orders: 1, b: 'Orders', c: { Orders: 2 } });
});

test('an alias without an anchor before it, or within its own anchor, is refused', () => {
  expect(data('a: *x\nb: &x 1')).toBe('the alias *x has no anchor');
  expect(data('a: &x [*x]')).toBe('the alias *x contains itself');
});

test('fifty thousand aliases are read in time that grows with their number', () => {
  const names = Array.from({ length: 50_000 }, (_, i) => `a${i}`);
  const text = [...names.map((name) => `- &${name} order`), ...names.map((name) => `- *${name}`)].join('\n');
  expect(data(text)).toHaveLength(100_000);
});
