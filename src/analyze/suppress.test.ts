import { expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import { commentSuppressions } from './suppress.ts';

const template = new SourceFile(
  'template.yaml',
  [
    'Resources:',
    '  # casemate: accept bucket-public-access -- public pictures',
    '  # kept by the press office',
    '  Photos:',
    '    Type: AWS::S3::Bucket',
    '    Properties:',
    '      BucketName: photos # casemate: accept hard-coded-environment until 2027-01-31 -- name is printed on posters',
    '  Archive:',
    '    Type: AWS::S3::Bucket',
    '  # casemate: accept',
  ].join('\n'),
);

function placeOf(text: string): { at: { source: SourceFile; start: number; end: number } } {
  const start = template.text.indexOf(text);
  return { at: { source: template, start, end: start + text.length } };
}

test('a comment above a block covers the block and nothing after it', () => {
  const [above] = commentSuppressions(template).suppressions;
  expect(above).toMatchObject({ check: 'bucket-public-access', reason: 'public pictures', until: null });
  expect(above!.covers(placeOf('Photos:') as never)).toBe(true);
  expect(above!.covers(placeOf('BucketName') as never)).toBe(true);
  expect(above!.covers(placeOf('Archive:') as never)).toBe(false);
});

test('a comment behind a value covers that line, until its day', () => {
  const [, behind] = commentSuppressions(template).suppressions;
  expect(behind).toMatchObject({ check: 'hard-coded-environment', until: '2027-01-31' });
  expect(behind!.covers(placeOf('BucketName') as never)).toBe(true);
  expect(behind!.covers(placeOf('Photos:') as never)).toBe(false);
});

test('a comment that names no check is a warning, not a suppression', () => {
  expect(commentSuppressions(template).warnings.map((warning) => warning.message)).toEqual([
    'cannot read this suppression; write `# casemate: accept CHECK-ID -- reason`',
  ]);
});

test('a comment of source code covers the statement below it, however often the file is read', () => {
  const lines = [
    '// casemate: accept plain-http -- the weather is public',
    "await fetch('http://weather.example.com');",
    "await fetch('http://shop.example.com');",
  ];
  const source = new SourceFile('src/weather.mjs', lines.join('\n'));
  const [above] = commentSuppressions(source).suppressions;
  const place = (line: number): never => {
    const start = lines.slice(0, line).join('\n').length + 1;
    return { at: { source: new SourceFile(source.path, source.text), start, end: start + 1 } } as never;
  };
  expect(above).toMatchObject({ check: 'plain-http', reason: 'the weather is public' });
  expect(above!.covers(place(1))).toBe(true);
  expect(above!.covers(place(2))).toBe(false);
});
