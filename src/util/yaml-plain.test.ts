import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from './node.ts';
import { SourceFile } from './span.ts';
import type { Span } from './span.ts';
import { readPlainYaml } from './yaml-plain.ts';
import { readByParser } from './yaml.ts';

const ROOT = join(import.meta.dirname, '../..');
const texts = globSync('{src,fixtures,examples}/**/*.{yaml,yml}', { cwd: ROOT }).map((path) => readFileSync(join(ROOT, path), 'utf8'));

/** A tree with every value and place, to be compared. */
function whole(node: Node): unknown {
  const place = ({ start, end }: Span): string => `${start}-${end}`;
  switch (node.kind) {
    case 'scalar':
      return [node.value, node.raw, place(node.at)];
    case 'list':
      return [place(node.at), node.items.map(whole)];
    case 'map':
      return [place(node.at), [...node.entries].map(([key, { keyAt, value }]) => [key, place(keyAt), whole(value)])];
  }
}

/** What the parser reads, if it has nothing to complain about. */
function byParser(text: string): unknown {
  const read = readByParser(new SourceFile('template.yaml', text));
  return read.ok && read.warnings.length === 0 ? whole(read.node) : 'refused, or read with a warning';
}

function plainly(text: string): unknown {
  const node = readPlainYaml(new SourceFile('template.yaml', text));
  return node === undefined ? undefined : whole(node);
}

test('templates are read as the parser reads them, nearly all without it', () => {
  const read = texts.filter((text) => plainly(text) !== undefined);
  for (const text of read) expect(plainly(text)).toEqual(byParser(text));
  expect(read.length / texts.length).toBeGreaterThan(0.9);
});

const PIECES = [
  ' ',
  '  ',
  '\n',
  '\n\n',
  '# note',
  ' # note\n',
  '\n  # deep\n',
  '\n# left\n',
  ': ',
  '- ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ', ',
];
const MARKS = [
  '!Ref ',
  '!Sub\n',
  '|',
  '>-\n',
  '|+\n',
  '&a ',
  '*a',
  '? ',
  '~',
  '---\n',
  '...\n',
  '\\',
  "''",
  '<<: ',
  'a: b',
  '1_0',
  'yes',
  '%',
  '@',
  'é',
];
const edit = fc.record({ at: fc.nat(), removed: fc.nat(3), added: fc.constantFrom('', ...PIECES, ...MARKS) });

test('a template with anything added or left out is read as the parser reads it, or left to it', () => {
  const small = texts.filter((text) => text.length < 4000);
  fc.assert(
    fc.property(fc.constantFrom(...small), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
      let changed = text;
      for (const { at, removed, added } of edits) {
        const from = at % (changed.length + 1);
        changed = changed.slice(0, from) + added + changed.slice(from + removed);
      }
      const read = plainly(changed);
      if (read !== undefined) expect(read).toEqual(byParser(changed));
    }),
    { numRuns: 1500 },
  );
});

describe('comments belong to the block that they stand in', () => {
  test.each([
    ['right of the block before them', 'Resources:\n  Orders:\n    Type: A\n      # deep\n  Photos: x\n'],
    ['in the column of the block before them', 'Resources:\n  Orders:\n    Type: A\n    # same\n  Photos: x\n'],
    ['in the column of the next key', 'Resources:\n  Orders:\n    Type: A\n\n  # next\n  Photos: x\n'],
    ['in both columns', 'Resources:\n  Orders:\n    Type: A\n    # same\n\n  # next\n  Photos: x\n'],
    ['behind a list in the column of its key', 'Actions:\n- a\n- b\n# same\nOther: x\n'],
    ['behind text in lines', 'Policy: |\n  one\n  # text\n\n# next\nOther: x\n'],
    ['at the end, without a line break', 'Resources:\n  Orders: x\n    # last'],
  ])('%s', (_, text) => {
    expect(plainly(text)).toBeDefined();
    expect(plainly(text)).toEqual(byParser(text));
  });
});

describe('is left to the parser:', () => {
  test.each([
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: 1\nb: *x\n'],
    ['a merge', '<<: {a: 1}\nb: 2\n'],
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['a tab', 'a:\t1\n'],
    ['line breaks of Windows', 'a: 1\r\nb: 2\r\n'],
    ['a tag of another kind', 'a: !!str 1\n'],
    ['a tag that is no intrinsic', 'a: !Reff x\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['a complex key', '? a\n: 1\n'],
    ['a text that goes on below', 'a: one\n  two\n'],
    ['a map in a map on one line', 'a: b: c\n'],
    ['a line too far left', 'a:\n    b: 1\n  c: 2\n'],
    ['a quote that does not end', 'a: "b\n'],
    ['a bracket that does not end', 'a: [b\n'],
    ['a list alone', '- a\n'],
    ['nothing', '\n# only this\n'],
    ['very deep nesting', `a: ${'['.repeat(100)}${']'.repeat(100)}\n`],
    ['very long text', `a: ${'x'.repeat(1_000_001)}\n`],
  ])('%s', (_, text) => {
    expect(plainly(text)).toBeUndefined();
  });
});
