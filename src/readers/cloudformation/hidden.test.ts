import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../model/config.ts';
import { loadApps } from '../load.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'casemate-hidden-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

function warned(text: string): string[] {
  writeFileSync(join(cwd, 'template.yaml'), text);
  const { apps, problems } = loadApps(['.'], { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG });
  expect(problems).toEqual([]);
  return apps[0]!.warnings.map(({ message, at }) => `${at.source.position(at.start).line}: ${message}`);
}

const TOPIC = 'Resources:\n  Orders: {Type: AWS::SNS::Topic}\n';

test('a macro over the whole template is said once', () => {
  const text = `Transform: [AWS::Serverless-2016-10-31, Payments]\nParameters: {Stage: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}\n${TOPIC}`;
  expect(warned(text)).toEqual([
    '1: the macro Payments runs at deployment: what it adds is not seen, so that nothing is reported as missing',
  ]);
});

test('a macro over a value, and an include from S3', () => {
  const properties = (name: string): string =>
    `Properties: {'Fn::Transform': {Name: ${name}, Parameters: {Location: 's3://shop/orders.yaml'}}}`;
  expect(
    warned(
      `${TOPIC}  A: {Type: AWS::SNS::Topic, ${properties('Payments')}}\n  B: {Type: AWS::SNS::Topic, ${properties('AWS::Include')}}\n`,
    ),
  ).toEqual([
    '3: the macro Payments runs at deployment: the values that it gives are unknown',
    '4: AWS::Include runs at deployment: the values that it gives are unknown',
  ]);
});

test('a nested template in S3', () => {
  const url = 'https://shop.s3.amazonaws.com/orders.yaml';
  expect(warned(`${TOPIC}  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: '${url}'}}\n`)).toEqual([
    `3: the template of the nested stack Inner lies at ${url}: what is in it is not seen, so that nothing is reported as missing`,
  ]);
});

test('what AWS calls transforms and casemate knows is no macro', () => {
  expect(warned(`Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31, AWS::CodeDeployBlueGreen]\n${TOPIC}`)).toEqual([]);
});

test('a module, whose resources stand under names of its own', () => {
  const text = `${TOPIC}  Interface: {Type: 'Shop::Pipeline::Interface::MODULE'}\n  Alarms: {Type: AWS::SNS::Topic, Properties: {TopicName: !GetAtt InterfaceQueue.QueueName}}\n`;
  expect(warned(text)).toEqual([
    '3: the module Shop::Pipeline::Interface::MODULE is resolved at deployment: what it adds is not seen, so that nothing is reported as missing',
  ]);
});
