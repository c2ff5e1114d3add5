import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { analyze, prepare } from '../analyze.ts';
import type { AppReport } from '../model/report.ts';
import type { Span } from '../util/span.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** What casemate reports of an app whose only file is this. */
async function reportOf(text: string, name: string): Promise<AppReport> {
  const cwd = mkdtempSync(join(tmpdir(), 'casemate-inline-'));
  folders.push(cwd);
  writeFileSync(join(cwd, name), text);
  await prepare();
  const settings = { today: '2026-11-22', config: null, baseline: null, parameters: {}, region: null, practices: [], checks: [] };
  return analyze(['.'], { cwd, ...settings }).apps[0]!;
}

/** A function whose code is the value that stands under `ZipFile`. */
const withCode = (code: string): string => `
Parameters:
  Label: { Type: String, Default: spring }
  Program: { Type: String, Default: "import boto3\\n\\ndef handler(event, context):\\n  boto3.client('sns').publish(TopicArn='orders')\\n" }
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Photos: { Type: AWS::S3::Bucket }
  Save:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: index.handler
      Role: arn:aws:iam::111122223333:role/save
      Code:
        ZipFile: ${code}
`;

const shown = ({ source, start, end }: Span): string => `${source.path}:${source.position(start).line} ${source.text.slice(start, end)}`;

const LINES = [
  'import boto3',
  'def handler(event, context):',
  "    s3 = boto3.client('s3'); name = 'photos'",
  "    s3.get_object(Bucket=name, Key='cover')",
];
const CALL = "s3.get_object(Bucket=name, Key='cover')";
const block = (lines: readonly string[]): string => lines.map((line) => `\n          ${line}`).join('');
const named = (name: string): string[] => LINES.map((line) => line.replace("'photos'", name));

describe('a call in code that stands in the template is told at its very place', () => {
  test.each([
    ['a literal block', `|${block(LINES)}`, 20, CALL],
    ['a block whose indentation is given', `|2-${block(['  ', ...LINES].slice(1))}`, 20, CALL],
    ['a folded block of indented lines', `>\n          # saves\n${block(LINES.map((line) => `  ${line}`))}`, 22, CALL],
    ['a text in quotes', JSON.stringify(LINES.join('\n')), 16, CALL],
    ['Fn::Sub', `!Sub |${block(named("'${Photos}'"))}`, 20, CALL],
    [
      'Fn::Sub of parameters that have a default',
      `!Sub |${block([...named("'${Label}'").slice(0, 3), `    s3.get_object(Bucket='\${Label}', Key='cover')`])}`,
      20,
      "s3.get_object(Bucket='${Label}', Key='cover')",
    ],
    [
      'Fn::Sub with a list',
      `!Sub\n          - |${block(named("'${Name}'")).replaceAll('\n', '\n  ')}\n          - Name: !Ref Photos`,
      21,
      CALL,
    ],
    [
      'Fn::Join',
      `!Join\n          - "\\n"\n          - - ${JSON.stringify(LINES[0])}\n            - ${LINES[1]!.replace(':', "': ").replace(/^/, "'").replace(/ $/, '')}\n            - !Sub ${JSON.stringify(named("'${Photos}'")[2])}\n            - ${JSON.stringify(LINES[3])}`,
      21,
      CALL,
    ],
    [
      'Fn::If',
      `!If\n          - IsProd\n          - |${block(LINES).replaceAll('\n', '\n  ')}\n          - |${block(LINES).replaceAll('\n', '\n  ')}`,
      27,
      CALL,
    ],
    ['a parameter', '!Ref Program', 4, "boto3.client('sns').publish(TopicArn='orders')"],
    ['what cannot be followed, where it begins', `!Select [0, [${JSON.stringify(LINES.join('\n'))}]]`, 16, /^!Select/],
  ])('%s', async (_, code, line, call) => {
    const { functions } = await reportOf(withCode(code), 'template.yaml');
    const [only, ...others] = functions[0]!.behavior.calls;
    expect(others).toEqual([]);
    const place = shown(only!.at);
    const [, number, text] = /^template\.yaml:(\d+) ([^]*)$/.exec(place)!;
    expect([Number(number), text]).toEqual([line, typeof call === 'string' ? call : expect.stringMatching(call)]);
  });
});

test('in JSON too, also where Fn::Join puts it together', async () => {
  const code = { 'Fn::Join': ['', [`${LINES.slice(0, 3).join('\n')}\n    print('`, { Ref: 'Photos' }, `')\n${LINES[3]!}`]] };
  const Save = {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'python3.14', Handler: 'index.handler', Role: 'arn:aws:iam::111122223333:role/save', Code: { ZipFile: code } },
  };
  const text = JSON.stringify({ Resources: { Photos: { Type: 'AWS::S3::Bucket' }, Save } }, null, 2);
  const { functions } = await reportOf(text, 'template.json');
  expect(functions[0]!.behavior.calls.map(({ at }) => shown(at).replace(/^.*:\d+ /, ''))).toEqual([CALL]);
});

test('code that is no Python is told with the line of the template', async () => {
  const { functions } = await reportOf(withCode(`|${block(['import boto3', 'x = = 3', "boto3.client('s3')"])}`), 'template.yaml');
  const [unknown] = functions[0]!.behavior.unknowns;
  expect(unknown?.because).toBe('template.yaml:18 is no Python 3 that can be read');
  expect(unknown?.at && shown(unknown.at)).toMatch(/^template\.yaml:18 /);
});

test('what checks say of the code stands in the template, and a comment there accepts it', async () => {
  const log = ['def handler(event, context):', "    password = 'tulip-field-9'", '    print(event)'];
  const accepted = log.toSpliced(2, 0, '    # casemate: accept sensitive-data-logged -- orders only');
  const findings = async (lines: readonly string[]): Promise<string[]> =>
    (await reportOf(withCode(`|${block(lines)}`), 'template.yaml')).findings
      .filter(({ check }) => check === 'sensitive-data-logged' || check === 'secret-in-code')
      .map(({ check, at, suppressed }) => `${check} ${shown(at)}${suppressed === null ? '' : ' accepted'}`);
  expect(await findings(log)).toEqual([
    'secret-in-code template.yaml:18 tulip-field-9',
    'sensitive-data-logged template.yaml:19 print(event)',
  ]);
  expect(await findings(accepted)).toEqual([
    'secret-in-code template.yaml:18 tulip-field-9',
    'sensitive-data-logged template.yaml:20 print(event) accepted',
  ]);
});
