import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceFile } from './span.ts';
import { readBothWays } from './testing.ts';
import { readPlainYaml } from './yaml-plain.ts';
import { someYaml } from './testing/some-yaml.ts';

const ROOT = join(import.meta.dirname, '../..');
const texts = globSync('{src,fixtures,examples}/**/*.{yaml,yml}', { cwd: ROOT }).map((path) => readFileSync(join(ROOT, path), 'utf8'));

/** The parser indents lines too far to the left by what its errors say, and gives up where one error hides another. */
const GIVEN_UP = /^not valid YAML: (?:Missing closing ["']quote|Flow (?:map|sequence) in block)/;

function expectTheSame(text: string): void {
  const { own, parser } = readBothWays(text);
  if (GIVEN_UP.test((parser as { refused?: string }).refused ?? '')) return;
  expect(own).toEqual(parser);
}

test('templates are read as the parser reads them, nearly all without it', () => {
  const plain = texts.filter((text) => readBothWays(text).isPlain);
  for (const text of plain) expectTheSame(text);
  expect(plain.length / texts.length).toBeGreaterThan(0.9);
});

test('whatever is written in the way of templates is read as the parser reads it, some of it without it', () => {
  let plain = 0;
  let all = 0;
  fc.assert(
    fc.property(someYaml, (text) => {
      all++;
      if (readBothWays(text).isPlain) plain++;
      expectTheSame(text);
    }),
    { numRuns: 600 },
  );
  expect(plain / all).toBeGreaterThan(0.25);
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

const edited = (text: string, edits: readonly { at: number; removed: number; added: string }[]): string => {
  let changed = text;
  for (const { at, removed, added } of edits) {
    const from = at % (changed.length + 1);
    changed = changed.slice(0, from) + added + changed.slice(from + removed);
  }
  return changed;
};

test('a template with anything added or left out is read as the parser reads it', () => {
  const small = texts.filter((text) => text.length < 4000);
  fc.assert(
    fc.property(fc.constantFrom(...small), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
      expectTheSame(edited(text, edits));
    }),
    { numRuns: 400 },
  );
});

test('lines that stand too far to the left in brackets and quotes are read as the parser reads them once they are indented', () => {
  const template = [
    'Resources:',
    '  Orders:',
    '    Description: "orders',
    '  of today',
    "     and 'tomorrow'\"",
    '    Actions: [read,',
    '  write, {a: 1,',
    ' b: 2',
    '}]',
    "    Note: 'it''s",
    '',
    "one'",
    '  # note',
    '  Photos: {',
    '}',
    'Outputs: x',
  ];
  expectTheSame(template.join('\n'));
  const line = fc.record({ at: fc.nat(template.length - 1), moved: fc.integer({ min: -4, max: 4 }) });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.array(edit, { maxLength: 1 }), (moves, edits) => {
      const lines = [...template];
      for (const { at, moved } of moves) {
        const old = lines[at] ?? '';
        lines[at] = moved > 0 ? ' '.repeat(moved) + old : old.replace(new RegExp(`^ {0,${-moved}}`), '');
      }
      expectTheSame(edited(lines.join('\n'), edits));
    }),
    { numRuns: 400 },
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
    expect(readBothWays(text).isPlain).toBe(true);
    expectTheSame(text);
  });
});

test.each(['a: 1\nb: 2\na: 3\n', 'a: {b: 1, c: {d: 1, d: 2}, b: 3}\n'])('the last of two keys counts, with a warning: %j', (text) => {
  expect(readBothWays(text).isPlain).toBe(true);
  expectTheSame(text);
  expect(JSON.stringify(readBothWays(text).own)).toContain('stands twice');
});

describe('is left to the parser:', () => {
  test.each([
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: 1\nb: *x\n'],
    ['a merge', '<<: {a: 1}\nb: 2\n'],
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
    expect(readPlainYaml(new SourceFile('template.yaml', text))).toBeUndefined();
  });
});
