import { describe, expect, test } from 'vitest';
import { edited, lines } from './testing/edited.ts';

const PHOTOS = lines(
  'Resources:',
  '  # keeps the photos',
  '  Photos: # original size',
  '    Type: AWS::S3::Bucket',
  '    Properties:',
  '      BucketName: photos # public name',
  '      # Tags: none yet',
  '',
  '  # makes thumbnails',
  '  Thumbnails:',
  '    Type: AWS::Lambda::Function',
  '',
  'Outputs:',
  '  Name:',
  '    Value: !Ref Photos',
);

describe('a new key', () => {
  test('goes behind the sibling that it names, before the comment about the next', () => {
    const text = edited(PHOTOS, { kind: 'set', path: ['Resources', 'Photos', 'DeletionPolicy'], value: 'Retain', after: 'Type' });
    expect(text).toBe(PHOTOS.replace('    Properties:', '    DeletionPolicy: Retain\n    Properties:'));
  });

  test('goes behind the last entry and the comment below it that belongs to it', () => {
    const text = edited(PHOTOS, { kind: 'set', path: ['Resources', 'Photos', 'Properties', 'AccessControl'], value: 'Private' });
    expect(text).toBe(PHOTOS.replace('# Tags: none yet\n', '# Tags: none yet\n      AccessControl: Private\n'));
  });

  test('of a section has a blank line before it where its neighbours have one', () => {
    const text = edited(PHOTOS, { kind: 'set', path: ['Resources', 'Failed'], value: { Type: 'AWS::SQS::Queue' } });
    expect(text).toBe(PHOTOS.replace('Function\n', 'Function\n\n  Failed:\n    Type: AWS::SQS::Queue\n'));
  });

  test('makes the maps that are missing above it, once for all that need them', () => {
    const path = ['Resources', 'Thumbnails', 'Properties', 'Environment', 'Variables'];
    const text = edited(PHOTOS, [
      { kind: 'set', path: [...path, 'BUCKET'], value: { Ref: 'Photos' } },
      { kind: 'set', path: [...path, 'SIZE'], value: '0640' },
    ]);
    const made = lines(
      '    Properties:',
      '      Environment:',
      '        Variables:',
      '          BUCKET: !Ref Photos',
      "          SIZE: '0640'",
    );
    expect(text).toBe(PHOTOS.replace('Function\n', `Function\n${made}`));
  });

  test('of the file stands where AWS has it in the order of sections', () => {
    const text = edited(lines("AWSTemplateFormatVersion: '2010-09-09'", '', 'Resources:', '  A: 1'), [
      { kind: 'set', path: ['Conditions', 'IsProd'], value: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      { kind: 'set', path: ['Parameters', 'Stage', 'Type'], value: 'String' },
      { kind: 'set', path: ['Transform'], value: 'AWS::Serverless-2016-10-31' },
    ]);
    const sections = ['Transform: AWS::Serverless-2016-10-31', '', 'Parameters:', '  Stage:', '    Type: String', '', 'Conditions:'];
    expect(text).toBe(
      lines("AWSTemplateFormatVersion: '2010-09-09'", ...sections, '  IsProd: !Equals [!Ref Stage, prod]', '', 'Resources:', '  A: 1'),
    );
  });

  test('stands below the last line of a text behind a bar, and keeps a file without a last line break so', () => {
    expect(edited('Metadata:\n  Note: |\n    one\n\n    two', { kind: 'set', path: ['Metadata', 'More'], value: 1 })).toBe(
      'Metadata:\n  Note: |\n    one\n\n    two\n  More: 1',
    );
  });

  test('turns an empty value or empty braces into a block', () => {
    const text = lines('A:', 'B: {} # empty', 'C: []');
    const changes = [
      { kind: 'set', path: ['A', 'x'], value: 1 },
      { kind: 'set', path: ['B', 'z'], value: 2 },
      { kind: 'append', path: ['C'], items: [3] },
    ] as const;
    expect(edited(text, changes)).toBe(lines('A:', '  x: 1', 'B: # empty', '  z: 2', 'C:', '  - 3'));
  });

  test('has the indentation and the quotes of the file', () => {
    const text = lines('A:', '    "b":', '    - "c"');
    expect(edited(text, { kind: 'set', path: ['A', 'D'], value: { E: ['yes'] } })).toBe(
      lines('A:', '    "b":', '    - "c"', '    "D":', '        E:', '        - "yes"'),
    );
  });
});

describe('an item', () => {
  const text = lines('Policies:', '- one', '- two # second', '# about the rest', 'Rest: 1');

  test('goes to the end of its list, with the dash in the column of the others', () => {
    expect(edited(text, { kind: 'append', path: ['Policies'], items: ['three', 'one'] })).toBe(
      text.replace('second\n', 'second\n- three\n'),
    );
  });

  test('that is removed takes its line', () => {
    expect(edited(text, { kind: 'remove', path: ['Policies', 0] })).toBe(text.replace('- one\n', ''));
  });

  test('that is the last one leaves empty brackets, and takes the comment on it alone', () => {
    expect(edited(lines('A: # list', '  # first', '  - 1', 'B: 2'), { kind: 'remove', path: ['A', 0] })).toBe(
      lines('A: [] # list', 'B: 2'),
    );
  });
});

describe('a removed entry', () => {
  const statement = lines(
    'Statement:',
    '  - Effect: Allow # always',
    '    # what it does',
    '    Action: s3:GetObject',
    '    Resource: "*"',
  );

  test('behind a dash lets the next one move up, and its comment above it', () => {
    const expected = lines('Statement:', '  # what it does', '  - Action: s3:GetObject', '    Resource: "*"');
    expect(edited(statement, { kind: 'remove', path: ['Statement', 0, 'Effect'] })).toBe(expected);
  });

  test.each([
    ['takes the comment above it where it speaks of nothing else', ['A: 1', '', '# b', '# more', 'B: 2', '', 'C: 3'], ['A: 1', '', 'C: 3']],
    ['in front of another comment too', ['A: 1', '', '# b', 'B: 2', '# c', 'C: 3'], ['A: 1', '', '# c', 'C: 3']],
    ['leaves one over several', ['A: 1', '', '# both', 'B: 2', 'C: 3'], ['A: 1', '', '# both', 'C: 3']],
    ['leaves one below its neighbour', ['A: 1', '# b?', 'B: 2', '', 'C: 3'], ['A: 1', '# b?', '', 'C: 3']],
    ['leaves one with a blank line below', ['A: 1', '', '# b and on', '', 'B: 2', '', 'C: 3'], ['A: 1', '', '# b and on', '', 'C: 3']],
    ['leaves one farther left or right', ['A:', '  x: 1', '', '# y', '  y: 2', '', 'C: 3'], ['A:', '  x: 1', '', '# y', '', 'C: 3']],
    ['leaves the heading of a section', ['A: 1', '', '# ---- B ----', 'B: 2', '', 'C: 3'], ['A: 1', '', '# ---- B ----', '', 'C: 3']],
    ['leaves what is about the file', ['# shop', 'A: 1', '', 'B: 2'], ['# shop', '', 'B: 2']],
  ])('%s', (_, before, after) => {
    const path = before.includes('  y: 2') ? ['A', 'y'] : before.includes('# shop') ? ['A'] : ['B'];
    expect(edited(lines(...before), { kind: 'remove', path })).toBe(lines(...after));
  });

  test('leaves one blank line of two', () => {
    const tight = lines('A: 1', '', 'B: 2', '', 'C: 3');
    expect(edited(tight, { kind: 'remove', path: ['B'] })).toBe(lines('A: 1', '', 'C: 3'));
  });

  test('that was the only one leaves empty braces on the line of the key', () => {
    expect(edited(PHOTOS, { kind: 'remove', path: ['Outputs', 'Name', 'Value'] })).toBe(
      PHOTOS.replace('  Name:\n    Value: !Ref Photos', '  Name: {}'),
    );
  });

  test('takes a comment below it out of reach of a text behind a bar', () => {
    const text = lines('A: |', '  text', 'B:', '  c: 1', '  # about c');
    expect(edited(text, { kind: 'remove', path: ['B'] })).toBe(lines('A: |', '  text', '# about c'));
  });
});

test('line breaks and the mark at the beginning of a file stay as they are', () => {
  const text = '\uFEFFA:\r\n  b: 1\r\nC: 2\r\n';
  expect(edited(text, { kind: 'set', path: ['A', 'd'], value: ['x', 'two\nlines\n'] })).toBe(
    '\uFEFFA:\r\n  b: 1\r\n  d:\r\n    - x\r\n    - |\r\n      two\r\n      lines\r\nC: 2\r\n',
  );
});
