import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readJson } from './json.ts';
import { at, toJson } from './node.ts';
import type { Json, Node } from './node.ts';
import { LIMITS } from './read.ts';
import { SourceFile, showSpan } from './span.ts';
import type { Span } from './span.ts';
import { readYaml } from './yaml.ts';

function yaml(text: string): Node {
  const read = readYaml(new SourceFile('template.yaml', text));
  if (!read.ok) throw new Error(read.error.message);
  return read.node;
}

function refusal(text: string): string {
  const read = readYaml(new SourceFile('template.yaml', text));
  return read.ok ? `accepted as ${JSON.stringify(toJson(read.node))}` : read.error.message;
}

function textOf(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}

describe('values', () => {
  test('dates, times and account numbers stay texts, as CloudFormation sees them', () => {
    expect(toJson(yaml('Version: 2012-10-17\nAt: 12:30\nAccount: 012345678901\nSmall: 089'))).toEqual({
      Version: '2012-10-17',
      At: '12:30',
      Account: '012345678901',
      Small: '089',
    });
  });

  test('YAML 1.1 booleans are booleans, single letters are texts', () => {
    expect(toJson(yaml('A: yes\nB: off\nC: y\nD: N\nE: "yes"'))).toEqual({ A: true, B: false, C: 'y', D: 'N', E: 'yes' });
  });

  test('an unquoted number keeps its source text, for versions such as 3.10', () => {
    const node = at(yaml('Version: 3.10'), 'Version');
    expect(node).toMatchObject({ value: 3.1, raw: '3.10' });
  });

  test('merge keys fill in what the map does not say itself', () => {
    expect(toJson(yaml('Base: &base {Runtime: nodejs24.x, Timeout: 3}\nFn:\n  <<: *base\n  Timeout: 9'))).toEqual({
      Base: { Runtime: 'nodejs24.x', Timeout: 3 },
      Fn: { Runtime: 'nodejs24.x', Timeout: 9 },
    });
  });

  test('what a merge brings may be said anew, but only once', () => {
    const text = 'Base: &base {Timeout: 3}\nFn:\n  <<: *base\n  <<: *base\n  Timeout: 9\n';
    const repeats = (more: string): (string | undefined)[] => {
      const read = readYaml(new SourceFile('template.yaml', text + more));
      return read.ok ? read.warnings.map((one) => `${showSpan(one.at)} ${one.repeats?.key} ${showSpan(one.repeats!.earlier)}`) : [];
    };
    expect(repeats('')).toEqual([]);
    expect(repeats('  Timeout: 9\n')).toEqual(['template.yaml:6:3 Timeout template.yaml:5:3']);
  });

  test('of a key that stands twice the last counts, with a warning', () => {
    const read = readYaml(new SourceFile('template.yaml', 'Timeout: 3\nTimeout: 9\n'));
    expect(read.ok && [toJson(read.node), read.warnings.map((warning) => warning.message)]).toEqual([
      { Timeout: 9 },
      ['the key Timeout stands twice in this map; the last one counts'],
    ]);
  });
});

test('a byte order mark is no part of the document, and counts in its offsets', () => {
  const node = yaml('\uFEFFType: AWS::SQS::Queue');
  expect([toJson(node), at(node, 'Type')!.at.start]).toEqual([{ Type: 'AWS::SQS::Queue' }, 7]);
});

describe('short intrinsics', () => {
  test.each([
    ['!Ref Orders', { Ref: 'Orders' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!Sub "${Orders}-x"', { 'Fn::Sub': '${Orders}-x' }],
    ['!GetAtt Orders.Stream.Arn', { 'Fn::GetAtt': ['Orders', 'Stream.Arn'] }],
    ['!GetAtt [Orders, Arn]', { 'Fn::GetAtt': ['Orders', 'Arn'] }],
    ['!Join ["-", [!Ref A, b]]', { 'Fn::Join': ['-', [{ Ref: 'A' }, 'b']] }],
    ['!Base64\n  Fn::Sub: x', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
    ['!GetAZs ""', { 'Fn::GetAZs': '' }],
  ])('%s', (text, expected) => {
    expect(toJson(at(yaml(`Value: ${text}\n`), 'Value')!)).toEqual(expected);
  });

  test('the whole call is the place of the value, the tag that of the key', () => {
    const node = at(yaml('Name:   !Sub orders-${Stage}   # why\n'), 'Name')!;
    expect(textOf(node.at)).toBe('!Sub orders-${Stage}');
    expect(node.kind === 'map' && textOf(node.entries.get('Fn::Sub')!.keyAt)).toBe('!Sub');
  });

  test('a tag on a line of its own is found', () => {
    const node = at(yaml('Name:\n  !Join\n    - "-"\n    - [a, b]\n'), 'Name')!;
    expect(textOf(node.at)).toBe('!Join\n    - "-"\n    - [a, b]\n');
  });
});

describe('what AWS reads and a strict parser does not', () => {
  test('brackets and quotes whose lines stand too far left are read, with places in the file as it is', () => {
    const text = 'Policy: {"Statement": [{\n"Effect": "Allow"\n}]\n}\nText: !Sub \'{\n"a":\n1\n}\'\nAfter: here\n';
    const read = readYaml(new SourceFile('template.yaml', text));
    if (!read.ok) throw new Error(read.error.message);
    expect(toJson(read.node)).toEqual({ Policy: { Statement: [{ Effect: 'Allow' }] }, Text: { 'Fn::Sub': '{ "a": 1 }' }, After: 'here' });
    expect(read.warnings.map((warning) => warning.message)).toEqual([expect.stringMatching(/^not valid YAML \(.*\); read tolerantly$/)]);
    expect(read.warnings.map(({ isExact }) => isExact)).toEqual([true]);
    expect(textOf(at(read.node, 'After')!.at)).toBe('here');
    expect(showSpan(at(read.node, 'Policy', 'Statement', 0, 'Effect')!.at)).toBe('template.yaml:2:11');
  });

  test('blocks whose lines do not line up are refused, with the place', () => {
    const read = readYaml(new SourceFile('template.yaml', 'A:\n    b: 1\n  c: 2\n'));
    expect(read.ok ? '' : showSpan(read.error.at)).toBe('template.yaml:3:1');
  });
});

describe('hostile files', () => {
  test('an empty file', () => expect(refusal('')).toBe('the file is empty'));
  test('nothing but comments', () => expect(refusal('# orders\n')).toBe('the file is empty'));
  test('brackets nested 10,000 deep', () => expect(refusal('['.repeat(10_000))).toBe('nested too deeply to be read'));
  test('maps nested 10,000 deep', () => expect(refusal('{a: '.repeat(10_000))).toBe('nested too deeply to be read'));
  test('closed brackets nested 10,000 deep', () => {
    expect(refusal('['.repeat(10_000) + ']'.repeat(10_000))).toBe('nested too deeply to be read');
  });
  test('lists nested 10,000 deep on one line', () => expect(refusal('- '.repeat(10_000) + 'a')).toBe('nested too deeply to be read'));
  test('maps nested 300 deep by indentation', () => {
    const text = Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(refusal(text)).toBe(`nested more than ${LIMITS.depth} levels deep`);
  });
  test('aliases that unfold to a billion values', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 10; i++) lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`);
    expect(refusal(lines.join('\n'))).toBe(`more than ${LIMITS.nodes} values once its aliases are unfolded`);
  });
  test('aliases that nest one another 900 deep', () => {
    const lines = ['a0: &a0 [x]', ...Array.from({ length: 900 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)];
    expect(refusal(lines.join('\n'))).toBe(`nested more than ${LIMITS.depth} levels deep`);
  });
  test('an alias inside what it names', () => expect(refusal('a: &a [*a]')).toBe('the alias *a contains itself'));
  test('an alias without an anchor', () => expect(refusal('a: *nowhere')).toMatch(/nowhere/));
  test('a key that is a list', () => expect(refusal('? [a, b]\n: c\n')).toBe('a key that is not a plain text'));
  test('a key named like a prototype', () => {
    const node = yaml('__proto__: {polluted: true}\nconstructor: 1');
    expect(JSON.stringify(toJson(node))).toBe('{"__proto__":{"polluted":true},"constructor":1}');
  });
});

const key = fc.oneof(
  fc.constantFrom('Resources', 'Type', 'a b', 'Fn', '0', 'naïve', 'key: x', '#c'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const scalar = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('true', '3.10', 'null', '2012-10-17', '!Ref x', '- a', '*a', '&a', 'line one\nline two', '"q"', "it's", 'é😀'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const tree: fc.Arbitrary<Json> = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'tree' },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).tree;

/** Every value with its parent's place. */
function* placed(node: Node, within: Span): Generator<{ node: Node; within: Span }> {
  yield { node, within };
  if (node.kind === 'list') for (const item of node.items) yield* placed(item, node.at);
  if (node.kind === 'map') {
    for (const entry of node.entries.values()) {
      expect(entry.keyAt.start).toBeGreaterThanOrEqual(node.at.start);
      yield* placed(entry.value, node.at);
    }
  }
}

describe('laws', () => {
  const styles = fc.record({ indent: fc.constantFrom(2, 4), flow: fc.boolean(), crlf: fc.boolean() });
  const write = (value: Json, style: { indent: number; flow: boolean; crlf: boolean }): string => {
    const options = {
      version: '1.1',
      indent: style.indent,
      aliasDuplicateObjects: false,
      ...(style.flow ? { collectionStyle: 'flow' } : {}),
    };
    const text = stringify(value, options as object);
    return style.crlf && !text.includes('|') && !text.includes('>') ? text.replaceAll('\n', '\r\n') : text;
  };

  test('JSON and YAML of one tree read the same', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, noNullPrototype: true }), styles, (value, style) => {
        const json = readJson(new SourceFile('template.json', JSON.stringify(value, null, style.indent)));
        const text = write(value, style);
        // The writer leaves the quotes of a merge key away.
        fc.pre(!text.includes('<<:'));
        expect(toJson(yaml(text))).toEqual(value);
        expect(json.ok && toJson(json.node)).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  test('every place lies within its parent’s, and the text of a scalar’s place reads back to it', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, noNullPrototype: true }), styles, (value, style) => {
        const root = yaml(write(value, style));
        for (const { node, within } of placed(root, root.at)) {
          expect(node.at.start).toBeGreaterThanOrEqual(within.start);
          expect(node.at.end).toBeLessThanOrEqual(within.end);
          const text = textOf(node.at);
          // An indentation indicator counts from the parent's indent, which a cut-out text has lost.
          if (node.kind === 'scalar' && node.value !== null && !/^[|>][-+]?[1-9]/.test(text))
            expect(toJson(yaml(text))).toEqual(node.value);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no text makes the reader throw', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '!Sub ',
      '&a ',
      '*a',
      '<<: ',
      '|',
      '#',
      ',',
      '\t',
      '? ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(typeof readYaml(new SourceFile('template.yaml', pieces.join(''))).ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});

test('what is wrong at the end of a file is placed inside it', () => {
  const text = 'Resources: [Orders';
  const read = readYaml(new SourceFile('template.yaml', text));
  expect(read.ok).toBe(false);
  if (!read.ok) expect(read.error.at.end).toBeLessThanOrEqual(text.length);
});

test('a text nested too deeply for the parser is refused about where it is', () => {
  const read = readYaml(new SourceFile('template.yaml', `Resources:\n  Orders: ${'['.repeat(10_000)}`));
  expect(read).toMatchObject({ ok: false, error: { message: 'nested too deeply to be read', at: { start: 221 } } });
});

test('a word that only looks like a float stays text', () => {
  const read = readYaml(new SourceFile('template.yaml', 'Rule: E3002\nRate: 1e3\nNone: .nan\n'));
  expect(read.ok && at(read.node, 'Rule')).toMatchObject({ value: 'E3002' });
  expect(read.ok && at(read.node, 'Rate')).toMatchObject({ value: 1000 });
});
