import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Report } from '../../src/model/report.ts';
import { FIXTURE_DAY } from '../support/day.ts';

/** Seconds for what takes one or two on an idle machine; what grows with the square or worse takes minutes. */
const PATIENCE = 20;

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'casemate-sizes-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

function judge(files: Readonly<Record<string, unknown>>): Report {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), JSON.stringify(content));
  const options = { cwd, today: FIXTURE_DAY, config: null, baseline: null, parameters: {}, region: null, practices: [], checks: [] };
  const report = analyze(['.'], options);
  expect(report.apps).toHaveLength(1);
  expect(report.elapsedSeconds).toBeLessThan(PATIENCE);
  return report;
}

function many<T>(count: number, make: (i: number) => readonly [string, T]): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_value, i) => make(i)));
}

const order = (more: object = {}): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Runtime: 'nodejs24.x', Handler: 'order.handler', ...more },
});

test('a thousand functions with a role each', () => {
  const functions = many(1000, (i) => [`Order${i}`, order({ Role: { 'Fn::GetAtt': [`Role${i}`, 'Arn'] } })]);
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const roles = many(1000, (i) => [`Role${i}`, { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } }]);
  expect(judge({ 'template.json': { Resources: { ...functions, ...roles } } }).apps[0]!.functions).toHaveLength(1000);
});

test('two hundred conditions over thirty parameters', () => {
  const stage = (i: number): object => ({ 'Fn::Equals': [{ Ref: `Stage${i % 30}` }, `value${i}`] });
  const either = (i: number): object => ({ 'Fn::Or': [stage(i), stage(i * 7), ...(i === 0 ? [] : [{ Condition: `Is${i - 1}` }])] });
  judge({
    'template.json': {
      Parameters: many(30, (i) => [`Stage${i}`, { Type: 'String' }]),
      Conditions: many(200, (i) => [`Is${i}`, either(i)]),
      Resources: many(100, (i) => [`Order${i}`, { ...order(), Condition: `Is${i * 2}` }]),
    },
  });
});

test('a hundred nested stacks, each with conditions over what it is passed', () => {
  const stage = { Parameters: { Stage: { Type: 'String' } } };
  const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'inner.json', Parameters: { Stage: { Ref: 'Stage' } } } };
  const conditions = many(5, (i) => [`Is${i}`, { 'Fn::Equals': [{ Ref: 'Stage' }, `value${i}`] }]);
  judge({
    'template.json': { ...stage, Resources: many(100, (i) => [`Inner${i}`, nested]) },
    'inner.json': { ...stage, Conditions: conditions, Resources: many(5, (i) => [`Order${i}`, { ...order(), Condition: `Is${i}` }]) },
  });
});

test('thousands of names that do not exist', () => {
  judge({ 'template.json': { Resources: many(3000, (i) => [`Order${i}`, order({ Role: { Ref: `Missing${'x'.repeat(100)}${i}` } })]) } });
});

test('loops within loops that make nothing', () => {
  const items = Array.from({ length: 60 }, (_value, i) => `item${i}`);
  let loop: object = {};
  for (let level = 0; level < 8; level++) loop = { [`Fn::ForEach::Loop${level}`]: [`Item${level}`, items, loop] };
  judge({ 'template.json': { Transform: 'AWS::LanguageExtensions', Conditions: loop, Resources: { Order: order() } } });
});
