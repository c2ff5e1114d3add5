import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, Scalar } from 'yaml';
import { readJson } from './json.ts';
import { ScalarNode, at } from './node.ts';
import type { Node } from './node.ts';
import { scalarPlaces } from './scalar-places.ts';
import { SourceFile } from './span.ts';
import { readByParser, readYaml } from './yaml.ts';

/** Each stretch of the scalar under `Code` that is written as itself, and `written=text` for those that are not. */
function places(text: string, read: (source: SourceFile) => ReturnType<typeof readYaml> = readYaml): string[] | null {
  const result = read(new SourceFile('template.yaml', text));
  const node = result.ok ? at(result.node, 'Code') : undefined;
  if (node?.kind !== 'scalar') throw new Error('no scalar');
  const runs = scalarPlaces(node);
  return (
    runs?.map(({ from, length, start, end }) => {
      const own = String(node.value).slice(from, from + length);
      const written = text.slice(start, end);
      return written === own ? own : `${written}=${own}`;
    }) ?? null
  );
}

describe('every character of a text is found where the file writes it', () => {
  test.each([
    ['a literal block', 'Code: |\n  import os\n\n  def save():\n      pass\nNext: 1\n', ['import os', 'def save():', '    pass']],
    ['one that keeps its last lines', 'Code: |+\n  a\n\n\nNext: 1\n', ['a']],
    ['one whose indentation is given', 'Code: |2-\n    a\n  b\nNext: 1\n', ['  a', 'b']],
    ['one with a comment behind its mark', 'Code: | # the handler\n  a\n  b\n', ['a', 'b']],
    ['a folded block', 'Code: >-\n  a\n  b\n\n  c\n    d\n', ['a', 'b', 'c', '  d']],
    ['a block with Windows line ends', 'Code: |\r\n  a\r\n  b\r\n', ['a', 'b']],
    ['a plain text', 'Code: return 1 # why\n', ['return 1']],
    ['a plain text over lines', 'Code: return\n  1\n', ['return', '1']],
    ['single quotes', "Code: 'it''s\n  a'\n", ['it', "''='", 's', 'a']],
    [
      'double quotes',
      String.raw`Code: "a\n\tb\"\u00e9\x41 \U0001F600"`,
      ['a', '\\n=\n', '\\t=\t', 'b', '\\"="', '\\u00e9=é', '\\x41=A', ' ', '\\U0001F600=😀'],
    ],
    ['double quotes over lines', 'Code: "a b  \n\n  c\\\n  d"\n', ['a b', 'c', 'd']],
    ['a tagged text', 'Code: !Sub |\n  a\n', null],
  ])('%s', (_, text, expected) => {
    if (expected === null) return expect(() => places(text)).toThrow('no scalar');
    expect(places(text)).toEqual(expected);
    expect(places(text, readByParser)).toEqual(expected);
  });

  test('JSON', () => {
    expect(places(String.raw`{"Code": "a\nb\/\u0041"}`, readJson)).toEqual(['a', '\\n=\n', 'b', '\\/=/', '\\u0041=A']);
  });
});

const STYLES = [Scalar.BLOCK_LITERAL, Scalar.BLOCK_FOLDED, Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE, Scalar.PLAIN] as const;

test('whatever is written in whatever style, a stretch that is written as itself stands at its place, in order', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', "'", '"', '\\', '#', ':', '  ', '\t', 'é', '{'), maxLength: 40 });
  fc.assert(
    fc.property(text, fc.constantFrom(...STYLES), fc.integer({ min: 1, max: 4 }), (value, style, indent) => {
      const scalar = new Scalar(value);
      scalar.type = style;
      const written = new Document({ Deep: { Code: scalar }, Next: 1 }).toString({ indent: indent + 1, lineWidth: 20 });
      const read = readYaml(new SourceFile('template.yaml', written));
      const node: Node | undefined = read.ok ? at(read.node, 'Deep', 'Code') : undefined;
      if (node?.kind !== 'scalar' || typeof node.value !== 'string') return;
      const runs = scalarPlaces(node);
      expect(runs).not.toBeNull();
      let behind = 0;
      let end = node.at.start;
      for (const run of runs!) {
        expect(node.value.slice(behind, run.from)).toMatch(/^[\n ]*$/);
        expect(run.start).toBeGreaterThanOrEqual(end);
        if (run.end - run.start === run.length)
          expect(written.slice(run.start, run.end)).toBe(node.value.slice(run.from, run.from + run.length));
        behind = run.from + run.length;
        end = run.end;
      }
      expect(node.value.slice(behind)).toMatch(/^[\n ]*$/);
      expect(end).toBeLessThanOrEqual(node.at.end);
    }),
    { numRuns: 1000 },
  );
});

test('a text that a tool made has no places', () => {
  const source = new SourceFile('template.yaml', 'Code: orders\n');
  const read = readYaml(source);
  const node = read.ok ? at(read.node, 'Code') : undefined;
  expect(scalarPlaces(new ScalarNode('photos', node!.at))).toBeNull();
});

test('a megabyte is read in linear time', () => {
  const lines = 'x '.repeat(40);
  for (const text of [
    `Code: |\n${`  ${lines}\n`.repeat(12_000)}`,
    `Code: "${String.raw`\n a`.repeat(250_000)}"\n`,
    `Code: '${' '.repeat(1_000_000)}a'\n`,
  ]) {
    const started = performance.now();
    places(text, readByParser);
    expect(performance.now() - started).toBeLessThan(5000);
  }
});
