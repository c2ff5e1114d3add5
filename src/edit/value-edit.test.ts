import { describe, expect, test } from 'vitest';
import type { Authored } from '../model/change.ts';
import { edited, lines } from './testing/edited.ts';

function set(text: string, path: readonly (string | number)[], value: Authored): string {
  return edited(text, { kind: 'set', path, value });
}

describe('a value in the place of another', () => {
  test('keeps the quotes and the comment behind it', () => {
    expect(set('A: "b" # why\n', ['A'], 'c')).toBe('A: "c" # why\n');
    expect(set("A: 'it''s'\n", ['A'], "that's")).toBe("A: 'that''s'\n");
    expect(set('A: b # why\n', ['A'], 'on')).toBe("A: 'on' # why\n");
    expect(set('A: "30"\n', ['A'], 60)).toBe('A: 60\n');
  });

  test('is no edit when it stands there already', () => {
    const text = lines('A: { b: [1, 2] } # as it is', 'C: 3.10');
    expect(
      edited(text, [
        { kind: 'set', path: ['A'], value: { b: [1, 2] } },
        { kind: 'set', path: ['C'], value: 3.1 },
      ]),
    ).toBe(text);
  });

  test('of a short function is written behind its tag', () => {
    expect(set("A: !Sub '${B}-c' # name\n", ['A', 'Fn::Sub'], '${B}-d')).toBe("A: !Sub '${B}-d' # name\n");
    expect(set('A: !GetAtt B.Arn\n', ['A', 'Fn::GetAtt', 0], 'C')).toBe('A: !GetAtt C.Arn\n');
    expect(set('A: !If [IsProd, 1, 2]\n', ['A', 'Fn::If', 1], 3)).toBe('A: !If [IsProd, 3, 2]\n');
  });

  test('takes the tag with it when the function goes', () => {
    expect(set('A: !Ref B # was B\n', ['A'], 'c')).toBe('A: c # was B\n');
    expect(set(lines('A: !Sub', '  - x', '  - {}', 'B: 1'), ['A'], { Ref: 'C' })).toBe(lines('A: !Ref C', 'B: 1'));
  });

  test('behind a bar stays behind a bar, and only the lines that differ are edits', () => {
    const text = lines('A: |- # script', '    one', '    two', 'B: 1');
    expect(set(text, ['A'], 'one\nthree')).toBe(lines('A: |- # script', '    one', '    three', 'B: 1'));
    expect(set(text, ['A'], 'one\nthree\n')).toBe(lines('A: | # script', '    one', '    three', 'B: 1'));
  });

  test('that becomes a block leaves the comment on the line of the key', () => {
    expect(set("Action: '*' # all\n", ['Action'], ['s3:GetObject', 's3:PutObject'])).toBe(
      lines('Action: # all', '  - s3:GetObject', '  - s3:PutObject'),
    );
    expect(set(lines('A: # block', '  b: 1', 'C: 2'), ['A'], 'text')).toBe(lines('A: text # block', 'C: 2'));
  });

  test('changes of a map only the keys that differ, of a list only the items', () => {
    const text = lines('A:', '  # one', '  b: 1 # first', '  c: 2', 'L:', '  - x # kept', '  - y', '  - z');
    expect(set(text, ['A'], { b: 1, d: 3 })).toBe(text.replace('  c: 2\n', '  d: 3\n'));
    expect(set(text, ['L'], ['x', 'w', 'z', 'v'])).toBe(text.replace('- y', '- w').replace('- z\n', '- z\n  - v\n'));
  });
});

describe('a new value', () => {
  const written = (value: Authored, text: string = 'A: !Ref B\n'): string => set(text, ['New'], value).slice(text.length);

  test('is quoted where a reader of YAML 1.1 would take it for something else', () => {
    for (const text of ['yes', 'on', '012', '1e3', '2012-10-17', '12:30', '0x1F', '1_000', '.5', '~', 'null', '=', '']) {
      expect(written(text)).toBe(`New: '${text}'\n`);
    }
    for (const text of ['*', '!Ref x', '&a', '# x', 'a: b', 'x #y', '- a', '{a}', '[a', '%a', '@a', 'a:', ' a']) {
      expect(written(text)).toBe(`New: '${text}'\n`);
    }
    for (const text of ['nodejs22.x', 'arn:aws:s3:::photos/*', 'AWS::Region', '${A}-b', 'a#b', 'ten 10'])
      expect(written(text)).toBe(`New: ${text}\n`);
  });

  test('with double quotes in it is spared backslashes by single ones, whatever the quotes of the file', () => {
    const text = 'A: "b"\n';
    expect(written('{"ip":"$context.identity.sourceIp"}', text)).toBe(`New: '{"ip":"$context.identity.sourceIp"}'\n`);
    expect(written(`{"say":"it's"}`, text)).toBe(String.raw`New: "{\"say\":\"it's\"}"` + '\n');
    expect(written('yes', text)).toBe('New: "yes"\n');
  });

  test('of several lines stands behind a bar, or in double quotes where that would lose blanks', () => {
    expect(written('one\n\n  two\n')).toBe(lines('New: |', '  one', '', '    two'));
    expect(written('one\ntwo')).toBe(lines('New: |-', '  one', '  two'));
    expect(written(' one\ntwo \n')).toBe('New: " one\\ntwo \\n"\n');
    expect(written('bell\u0007')).toBe('New: "bell\\u0007"\n');
  });

  test('has functions in their short form', () => {
    expect(written({ 'Fn::GetAtt': ['Photos', 'Arn'] })).toBe('New: !GetAtt Photos.Arn\n');
    expect(written({ 'Fn::Sub': '${A}: b' })).toBe("New: !Sub '${A}: b'\n");
    expect(written({ 'Fn::Sub': ['${a}', { a: { Ref: 'B' } }] })).toBe(lines('New: !Sub', '  - ${a}', '  - a: !Ref B'));
    expect(written({ 'Fn::If': ['IsProd', { Ref: 'Key' }, { Ref: 'AWS::NoValue' }] })).toBe(
      'New: !If [IsProd, !Ref Key, !Ref AWS::NoValue]\n',
    );
    expect(written({ 'Fn::Not': [{ Condition: 'IsProd' }] })).toBe('New: !Not [!Condition IsProd]\n');
    expect(written({ 'Fn::If': ['IsProd', { a: 1, b: 2 }, 'c'] })).toBe(lines('New: !If', '  - IsProd', '  - a: 1', '    b: 2', '  - c'));
  });

  test('has a function of a function, or one without a short form, in its long form', () => {
    expect(written({ 'Fn::Base64': { 'Fn::Sub': 'x' } })).toBe(lines('New:', '  Fn::Base64: !Sub x'));
    expect(written({ 'Fn::Transform': { Name: 'AWS::Include' } })).toBe(lines('New:', '  Fn::Transform:', '    Name: AWS::Include'));
    expect(written({ Condition: 'IsProd' })).toBe(lines('New:', '  Condition: IsProd'));
  });

  test('has functions in their long form where the file has no other', () => {
    expect(written({ 'Fn::GetAtt': ['Photos', 'Arn'] }, 'A:\n  Ref: B\n')).toBe(
      lines('New:', '  Fn::GetAtt:', '    - Photos', '    - Arn'),
    );
  });

  test('has short lists in brackets where the file has them so', () => {
    expect(written(['a', 'b'], 'A: [c, d]\n')).toBe('New: [a, b]\n');
    expect(written([{ a: ['b'] }], 'A:\n- c\n')).toBe(lines('New:', '- a:', '  - b'));
    expect(written([], 'A: [c, d]\n')).toBe('New: []\n');
  });
});
