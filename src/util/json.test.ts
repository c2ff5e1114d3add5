import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from './json.ts';
import { at, toJson } from './node.ts';
import type { Json, Node } from './node.ts';
import { LIMITS } from './read.ts';
import { SourceFile, showSpan } from './span.ts';

function read(text: string): ReturnType<typeof readJson> {
  return readJson(new SourceFile('template.json', text));
}

function refusal(text: string): string {
  const result = read(text);
  return result.ok ? `accepted as ${JSON.stringify(toJson(result.node))}` : `${showSpan(result.error.at)} ${result.error.message}`;
}

test('a byte order mark before the document is no part of it', () => {
  const result = read('\uFEFF{"Type": "AWS::SQS::Queue"}');
  expect(result.ok && toJson(result.node)).toEqual({ Type: 'AWS::SQS::Queue' });
});

test('of a key that stands twice the last counts, with a warning', () => {
  const result = read('{"Timeout": 3, "Timeout": 9}');
  expect(result.ok && [toJson(result.node), result.warnings.map((warning) => showSpan(warning.at))]).toEqual([
    { Timeout: 9 },
    ['template.json:1:16'],
  ]);
});

test('a number keeps its source text', () => {
  const result = read('{"Version": 1.0}');
  expect(result.ok && at(result.node, 'Version')).toMatchObject({ value: 1, raw: '1.0' });
});

test('a name in braces may stand for a value only where it is asked for', () => {
  const source = new SourceFile('flow.asl.json', '{"TimeoutSeconds": ${timeout}, "Retry": [${tries}]}');
  const read = readJson(source, { withHoles: true });
  expect(read.ok && toJson(read.node)).toEqual({ TimeoutSeconds: '${timeout}', Retry: ['${tries}'] });
  expect(readJson(source).ok).toBe(false);
});

describe('what is no JSON is refused with its place', () => {
  test.each([
    ['', 'template.json:1:1 the file is empty'],
    ['  \n', 'template.json:1:1 the file is empty'],
    ['{"a": 1,}', 'template.json:1:9 not valid JSON: expected a key in double quotes'],
    ["{'a': 1}", 'template.json:1:2 not valid JSON: expected a key in double quotes'],
    ['{"a" 1}', 'template.json:1:6 not valid JSON: expected a colon after the key a'],
    ['[1 2]', 'template.json:1:4 not valid JSON: expected a comma or ]'],
    ['{"a": "b', 'template.json:1:9 not valid JSON: a text without its closing quote'],
    ['{"a": "\\x"}', 'template.json:1:8 not valid JSON: an unknown escape \\x'],
    ['{"a": "\\u12"}', 'template.json:1:8 not valid JSON: a broken \\u escape'],
    ['{} {}', 'template.json:1:4 not valid JSON: more text after the end of the document'],
    ['{"a": nope}', 'template.json:1:7 not valid JSON: expected a value'],
  ])('%s', (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  test('lists nested 10,000 deep', () => {
    expect(refusal('['.repeat(10_000))).toContain(`nested more than ${LIMITS.depth} levels deep`);
  });

  test('more values than a template can have', () => {
    expect(refusal(`[${'0,'.repeat(LIMITS.nodes)}0]`)).toContain(`more than ${LIMITS.nodes} values`);
  });
});

function* nodes(node: Node): Generator<{ node: Node; parent: Node | null }> {
  yield { node, parent: null };
  const inner = node.kind === 'list' ? node.items : node.kind === 'map' ? [...node.entries.values()].map((entry) => entry.value) : [];
  for (const child of inner) for (const one of nodes(child)) yield { node: one.node, parent: one.parent ?? node };
}

describe('laws', () => {
  const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('-0')) as fc.Arbitrary<Json>;

  test('it reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const result = read(text);
        expect(result.ok && toJson(result.node)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('every place lies within its parent’s and reads back to its value', () => {
    fc.assert(
      fc.property(json, (value) => {
        const result = read(JSON.stringify(value, null, 2));
        if (!result.ok) throw new Error(result.error.message);
        for (const { node, parent } of nodes(result.node)) {
          expect(JSON.parse(node.at.source.text.slice(node.at.start, node.at.end))).toEqual(toJson(node));
          if (parent !== null) expect(parent.at.start <= node.at.start && node.at.end <= parent.at.end).toBe(true);
        }
      }),
    );
  });

  test('no text makes the reader throw, and it accepts only what JSON.parse accepts', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '1', '-', '.5', 'e3', 'true', 'null', ' ', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const result = read(text);
        if (result.ok) expect(toJson(result.node)).toEqual(JSON.parse(text));
        else expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
      }),
      { numRuns: 2000 },
    );
  });
});
