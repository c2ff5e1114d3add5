import { describe, expect, test } from 'vitest';
import type { Authored, Change } from '../model/change.ts';
import { SourceFile } from '../util/span.ts';
import { editFile } from './edit.ts';
import { edited, lines } from './testing/edited.ts';
import type { LooseChange } from './testing/verdict.ts';

const set = (path: readonly (string | number)[], value: Authored): LooseChange => ({ kind: 'set', path, value });
const remove = (...path: readonly (string | number)[]): LooseChange => ({ kind: 'remove', path });
const ANCHORED = lines('A: &base', '  x: 1', 'B: *base', 'C:', '  <<: *base', '  y: 2');

describe('several changes', () => {
  const text = lines('A:', '  b: 1', '  c: [x, y, z]');

  test('that are equal count once, and the edit names both', () => {
    const file = new SourceFile('template.yaml', text);
    const change: Change = { kind: 'set', file, path: ['A', 'b'], value: 2 };
    const result = editFile(file, [change, { ...change }]);
    expect(result).toMatchObject({ ok: true, edits: [{ old: '1', text: '2', causes: [0, 1] }] });
  });

  test('have the indexes of the list as it was', () => {
    expect(edited(text, [remove('A', 'c', 0), set(['A', 'c', 2], 'w'), { kind: 'append', path: ['A', 'c'], items: ['v'] }])).toBe(
      text.replace('[x, y, z]', '[y, w, v]'),
    );
  });

  test('that contradict one another are refused, the later one by its index', () => {
    const file = new SourceFile('template.yaml', text);
    const of = (...changes: readonly LooseChange[]): unknown =>
      editFile(
        file,
        changes.map((change) => ({ ...change, file })),
      );
    const refused = { ok: false, change: 1, reason: 'another change asks for something else in the same place' };
    expect(of(set(['A', 'b'], 2), set(['A', 'b'], 3))).toEqual(refused);
    expect(of(remove('A'), set(['A', 'b'], 2))).toEqual(refused);
    expect(of(set(['A', 'b'], 2), remove('A'))).toEqual(refused);
    expect(of(set(['A'], { b: 1 }), { kind: 'append', path: ['A', 'c'], items: ['v'] })).toEqual(refused);
  });

  test('that want the same item in a list go together, whether it is there or not', () => {
    const both = [set(['List', 0], 'a'), { kind: 'append' as const, path: ['List'], items: ['a', 'd'] }];
    const once = edited('List: [x, c]\n', both);
    expect(once).toBe('List: [a, c, d]\n');
    expect(edited(once, both.toReversed())).toBe(once);
    expect(edited(once, both)).toBe(once);
  });

  test('that say the same of a value and of a part of it go together', () => {
    expect(edited(text, [set(['A'], { b: 2 }), set(['A', 'b'], 2), remove('A', 'c')])).toBe(lines('A:', '  b: 2'));
  });
});

describe('what is refused', () => {
  test('a value with several names', () => {
    const reason = 'refused: it is written once and used under several names; edit the anchor `base` at line 1';
    expect(edited(ANCHORED, set(['A', 'x'], 2))).toBe(reason);
    expect(edited(ANCHORED, set(['B', 'x'], 2))).toBe(reason);
    expect(edited(ANCHORED, set(['C', 'x'], 2))).toBe(reason);
    expect(edited(ANCHORED, remove('C', 'x'))).toBe(reason);
    expect(edited(ANCHORED, remove('A'))).toBe('refused: the anchor `base` in it is used elsewhere');
  });

  test('a key that stands twice', () => {
    expect(edited(lines('A: 1', 'A: 2'), set(['A'], 3))).toBe('refused: the key A stands twice in its map');
    expect(edited('{"A": 1, "A": 2, "B": 3}', set(['B'], 3), 'a.json')).toBe('refused: a key stands twice in its map');
  });

  test('a file that is read only tolerantly, or not at all', () => {
    expect(edited('A: 1\nB: "x"#c\n', set(['A'], 3))).toContain('refused: the file is not valid YAML');
    expect(edited('{', set(['A'], 3), 'a.json')).toContain('refused: the file cannot be read');
  });

  test('only what AWS would refuse: lines in brackets and quotes may stand further to the left than YAML asks for', () => {
    const text = lines('A:', '  B: [1,', '2] # two', '  C: {', '  D: "x', 'y"', '}', 'E: 1');
    expect(edited(text, [set(['A', 'B', 0], 3), set(['E'], 2)])).toBe(text.replace('[1,', '[3,').replace('E: 1', 'E: 2'));
    expect(edited(text, set(['A', 'C', 'D'], 'z'))).toBe(text.replace('"x\ny"', '"z"'));
    expect(edited(text, set(['F'], 1))).toBe(`${text}F: 1\n`);
  });

  test('a key beside a function, below a text, or of a list', () => {
    expect(edited('A: !If [B, {}, {}]\n', set(['A', 'c'], 1))).toBe('refused: its value is what Fn::If gives');
    expect(edited('A: text\n', set(['A', 'b'], 1))).toBe('refused: A is neither a map nor a list');
    expect(edited('A: [1]\n', set(['A', 'b'], 1))).toBe('refused: A is a list');
    expect(edited('A: {b: 1}\n', { kind: 'append', path: ['A'], items: [1] })).toBe('refused: A is not a list');
    expect(edited('A: [1]\n', set(['A', 1], 1))).toBe('refused: A.1 is not there');
  });

  test('a part of a resource that only Fn::ForEach makes', () => {
    const text = lines(
      'Resources:',
      '  Fn::ForEach::Tables:',
      '    - Name',
      '    - [A, B]',
      "    - 'Table${Name}':",
      '        Type: AWS::DynamoDB::Table',
    );
    expect(edited(text, set(['Resources', 'TableA', 'DeletionPolicy'], 'Retain'))).toBe(
      'refused: it may be one of those that Fn::ForEach makes',
    );
    expect(edited(text, set(['Resources', 'Queue'], { Type: 'AWS::SQS::Queue' }))).toBe(`${text}  Queue:\n    Type: AWS::SQS::Queue\n`);
  });
});

describe('with anchors', () => {
  test('an alias may be replaced, and a map that merges another may get keys', () => {
    expect(edited(ANCHORED, set(['B'], 'b'))).toBe(ANCHORED.replace('*base', 'b'));
    expect(edited(ANCHORED, set(['C', 'z'], 3))).toBe(`${ANCHORED}  z: 3\n`);
    expect(edited(ANCHORED, remove('C', 'y'))).toBe(ANCHORED.replace('  y: 2\n', ''));
  });

  test('a value whose anchor nobody uses is edited like any other', () => {
    expect(edited(lines('A: &unused', '  x: 1'), set(['A', 'x'], 2))).toBe(lines('A: &unused', '  x: 2'));
    expect(edited(lines('A: &unused', '  x: 1'), remove('A', 'x'))).toBe(lines('A: &unused {}'));
  });
});

test('no text makes the editor throw', () => {
  const changes = [set(['A', 'b'], 1), remove('A'), { kind: 'append', path: ['A'], items: [1] } as const];
  const texts = [
    '',
    '\t',
    '---\n---\n',
    'A:\n\tb: 1',
    '? A\n: b',
    '- A',
    'text',
    '*a',
    'A: *b',
    'A: &a *a',
    '{',
    ']',
    'A: !!binary x',
    '"A": {b: c',
    '%YAML 1.2\n---\nA: 1',
    '\uFEFF',
    '[A: b]',
    '!Ref A',
    'null',
  ];
  for (const text of texts) for (const change of changes) expect(edited(text, change)).toBeTypeOf('string');
});
