import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyReport } from './fixtures/random.ts';
import { appReport, finding, report, secretFinding, spanOf } from './fixtures/reports.ts';
import { sarifReport } from './sarif.ts';

const validate = officialSchema();

/** The schema is draft 4; without its two header keywords its text means the same in draft 7. */
function officialSchema() {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  (addFormats as unknown as (target: Ajv) => void)(ajv);
  return ajv.compile(schema);
}

function errorsOf(document: unknown): unknown[] {
  return validate(document) ? [] : validate.errors!.map(({ instancePath, message, params }) => ({ instancePath, message, params }));
}

interface Log {
  runs: [
    { results: Record<string, unknown>[]; tool: { driver: { rules: Record<string, unknown>[] } }; invocations: Record<string, unknown>[] },
  ];
}

function logOf(findings: Parameters<typeof appReport>[0], changes: Parameters<typeof report>[1] = {}): Log {
  return JSON.parse(sarifReport(report([appReport(findings)], changes))) as Log;
}

test('the log of an app with findings is valid SARIF 2.1.0', () => {
  const log = logOf([finding(), secretFinding()]);
  expect(errorsOf(log)).toEqual([]);
  expect(log).toMatchSnapshot();
});

test('the schema refuses a spoilt log', () => {
  const log = logOf([finding()]);
  Object.assign(log.runs[0].results[0]!, { level: 'high' });
  expect(errorsOf(log)).not.toEqual([]);
});

test('any report is a valid log', () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      expect(errorsOf(JSON.parse(sarifReport(any)))).toEqual([]);
    }),
  );
});

test('a rule carries help, its practice as a tag, and a number for its severity', () => {
  const [rule] = logOf([]).runs[0].tool.driver.rules;
  expect(rule).toMatchObject({
    id: 'role-too-wide',
    help: { markdown: expect.stringContaining('**What to do:**') },
    properties: { 'security-severity': '8.0', tags: expect.arrayContaining(['01-least-privilege']) },
  });
});

test('URIs are relative to where casemate was started and keep no character with a meaning', () => {
  const [result] = logOf([finding({ at: spanOf('Orders:') })]).runs[0].results;
  expect(result).toMatchObject({
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'examples/orders/template.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 10 },
        },
      },
    ],
  });
  const problem = { path: 'a b/100%#1?.yaml', line: null, column: null, message: 'not valid YAML', advice: '' };
  expect(JSON.stringify(logOf([], { problems: [problem] }))).toContain('a%20b/100%25%231%3F.yaml');
});

test('an unknown is an open question without a level', () => {
  const [result] = logOf([finding({ verdict: 'unknown' })]).runs[0].results;
  expect(result).toMatchObject({ kind: 'open', level: 'none' });
});

test('an accepted finding is suppressed where it was accepted', () => {
  const log = logOf([finding({ suppressed: { reason: 'agreed', by: 'comment', at: spanOf('Orders') } })]);
  expect(log.runs[0].results[0]).toMatchObject({ suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'agreed' }] });
});

test('a file that could not be read makes the run unsuccessful', () => {
  const problem = { path: 'broken.yaml', line: 3, column: 1, message: 'not valid YAML', advice: 'Mend it.' };
  const [invocation] = logOf([], { problems: [problem] }).runs[0].invocations;
  expect(invocation).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] });
});

test('a name cannot become a link', () => {
  const [result] = logOf([finding({ message: 'see [here](https://example.com)' })]).runs[0].results;
  expect((result!['message'] as { text: string }).text).toContain('\\[here](');
});

test('the value of a secret is not in the log', () => {
  expect(JSON.stringify(logOf([secretFinding()]))).not.toContain('sk_live');
});

test('for code scanning, which shows unknowns and accepted findings as alerts, they are left out', () => {
  const accepted = finding({ suppressed: { reason: 'agreed', by: 'comment', at: null } });
  const any = report([appReport([finding(), finding({ verdict: 'unknown' }), accepted])]);
  const { runs } = JSON.parse(sarifReport(any, { failsOnly: true })) as Log;
  expect(runs[0].results.map((result) => result['kind'])).toEqual(['fail']);
  expect(runs[0].results[0]).not.toHaveProperty('suppressions');
});

test('more results than code scanning takes are cut, the least severe first, and it is said', () => {
  const many = Array.from({ length: 25_000 }, () => finding({ severity: 'low' }));
  const log = logOf([...many, finding({ severity: 'critical', verdict: 'unknown' }), finding({ severity: 'high' })]);
  const { results, invocations } = log.runs[0];
  expect(results).toHaveLength(25_000);
  expect(results[0]).toMatchObject({ level: 'error', kind: 'fail' });
  expect(JSON.stringify(invocations)).toContain('2 results are left out');
});
