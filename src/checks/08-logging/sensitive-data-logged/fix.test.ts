import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeFixture } from '../../../../test/support/test-check.ts';

const CODE = ['def handler(event, context):', '    print(event)', '    return 1'];
const template = (code: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  ReceiveOrder:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.14
      Handler: index.handler
      InlineCode: ${code}
`;
const block = (mark: string, lines: readonly string[]): string => [mark, ...lines.map((line) => `        ${line}`)].join('\n');

test.each([
  ['in a block', block('|', CODE), 'review'],
  ['in a block of Fn::Sub', block('!Sub |', CODE), 'review'],
  ['in a block in which Fn::Sub fills in', block('!Sub |', ['# ${!Name}', ...CODE]), 'advice'],
  ['in a block with its own indentation', block('|1', CODE), 'advice'],
  ['in quotes', JSON.stringify(CODE.join('\n')), 'advice'],
])('a line of code in the template %s', (_, code, safety) => {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-logged-'));
  try {
    writeFileSync(join(folder, 'template.yaml'), template(code));
    const findings = judgeFixture(folder).apps[0]!.findings.filter(({ check }) => check === 'sensitive-data-logged');
    expect(findings.map(({ fix }) => fix?.safety)).toEqual([safety]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
