import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { analyze, prepare } from '../../analyze.ts';
import type { AnalyzeOptions } from '../../analyze.ts';
import type { Report } from '../../model/report.ts';

const scratch = mkdtempSync(join(tmpdir(), 'casemate-live-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
await prepare();

interface Given {
  readonly files: Readonly<Record<string, string | object>>;
  readonly drift?: readonly string[];
  readonly options?: Partial<AnalyzeOptions>;
}

function checked({ files, drift = ['drift.json'], options = {} }: Given): Report {
  const cwd = mkdtempSync(join(scratch, 'app-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return analyze(['.'], {
    cwd,
    today: '2026-11-22',
    config: null,
    baseline: null,
    parameters: {},
    region: null,
    practices: [],
    checks: ['drift'],
    drift,
    ...options,
  });
}

function verdicts(report: Report): string[] {
  return report.apps.flatMap((app) => app.verdicts.map(({ subject, verdict }) => `${subject} ${verdict}`)).toSorted();
}

function messages(report: Report): string[] {
  return report.apps.flatMap((app) => app.findings.map(({ message }) => message));
}

interface Drifted {
  readonly stack?: string;
  readonly type?: string;
  readonly physicalId?: string;
  readonly expected?: object;
  readonly actual?: object;
  readonly differences?: readonly [path: string, kind: string, actual?: string][];
  readonly status?: string;
  readonly day?: string;
}

function record(id: string, { stack = 'orders', type = 'AWS::Logs::LogGroup', day = '2026-11-20', ...more }: Drifted): object {
  return {
    StackId: `arn:aws:cloudformation:eu-west-1:111122223333:stack/${stack}/6f0c2a10`,
    LogicalResourceId: id,
    ...(more.physicalId === undefined ? {} : { PhysicalResourceId: more.physicalId }),
    ResourceType: type,
    ...(more.expected === undefined ? {} : { ExpectedProperties: JSON.stringify(more.expected) }),
    ...(more.actual === undefined ? {} : { ActualProperties: JSON.stringify(more.actual) }),
    PropertyDifferences: (more.differences ?? []).map(([PropertyPath, DifferenceType, ActualValue = 'null']) => ({
      PropertyPath,
      DifferenceType,
      ActualValue,
    })),
    StackResourceDriftStatus: more.status ?? (more.differences === undefined ? 'IN_SYNC' : 'MODIFIED'),
    Timestamp: `${day}T06:12:44Z`,
  };
}

function result(...records: readonly object[]): object {
  return { StackResourceDrifts: records };
}

function logGroup(days: number | object, more: object = {}): object {
  return { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: days, ...more } };
}

const retention = (days: string): Drifted => ({ differences: [['/RetentionInDays', 'NOT_EQUAL', days]] });

describe('a difference', () => {
  const template = { Resources: { Orders: logGroup(90), Archive: logGroup(3653) } };

  test('that makes a check fail is a failure', () => {
    const report = checked({
      files: { 'template.json': template, 'drift.json': result(record('Orders', retention('3653')), record('Archive', {})) },
    });
    expect(verdicts(report)).toEqual(['Archive pass', 'Orders fail']);
    expect(messages(report)).toEqual([
      'Orders is not live as its template says (RetentionInDays is 3653 instead of 90); live, it fails log-retention',
    ]);
  });
  test('that no check minds passes, and so does one that makes things better', () => {
    const report = checked({
      files: { 'template.json': template, 'drift.json': result(record('Orders', retention('60')), record('Archive', retention('365'))) },
    });
    expect(verdicts(report)).toEqual(['Archive pass', 'Orders pass']);
  });
  test('in what fails already is no news', () => {
    const report = checked({
      files: { 'template.json': template, 'drift.json': result(record('Orders', {}), record('Archive', retention('3288'))) },
    });
    expect(verdicts(report)).toEqual(['Archive pass', 'Orders pass']);
  });
  test('that writes out a default that fails as a default is no news', () => {
    const key = { Resources: { DataKey: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } } } };
    const off = record('DataKey', { type: 'AWS::KMS::Key', differences: [['/EnableKeyRotation', 'ADD', 'false']] });
    expect(verdicts(checked({ files: { 'template.json': key, 'drift.json': result(off) } }))).toEqual(['DataKey pass']);
  });
  test('is none where the check is switched off', () => {
    const report = checked({
      files: {
        'template.json': template,
        'drift.json': result(record('Orders', retention('3653')), record('Archive', {})),
        'casemate.config.json': { disable: { 'log-retention': 'kept elsewhere' } },
      },
    });
    expect(verdicts(report)).toEqual(['Archive pass', 'Orders pass']);
  });
  test('of what only an older version of the template has is unknown', () => {
    const report = checked({
      files: {
        'template.json': template,
        'drift.json': result(record('Orders', {}), record('Archive', {}), record('Invoices', retention('1'))),
      },
    });
    expect(verdicts(report)).toEqual(['Archive pass', 'Invoices unknown', 'Orders pass']);
  });
  test('that a console writes as `# casemate: accept` accepts nothing', () => {
    const lines = JSON.stringify(result(record('Orders', {})), null, 2).replace(
      '"StackResourceDrifts"',
      '"note": "# casemate: accept drift -- so says the console",\n  "StackResourceDrifts"',
    );
    const report = checked({
      files: {
        'template.json': template,
        'drift.json': lines.replace('"LogicalResourceId"', '"Note": "// casemate: accept drift -- so",\n"LogicalResourceId"'),
      },
    });
    expect(report.apps.flatMap((app) => app.findings).map(({ suppressed }) => suppressed)).toEqual([null]);
  });
});

describe('a failure is laid to', () => {
  const alarm = (metric: string): object => ({
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/Lambda',
      MetricName: metric,
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'SaveOrder' } }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:pager'],
    },
  });
  const code = {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs24.x', Handler: 'save.handler', MemorySize: 128, Role: 'arn:aws:iam::111122223333:role/save' },
  };
  const watched = { Resources: { SaveOrder: code, Errors: alarm('Errors'), Again: alarm('Errors'), Throttles: alarm('Throttles') } };
  const gone = (id: string): object => record(id, { type: 'AWS::CloudWatch::Alarm', status: 'DELETED' });
  const there = (id: string): object => record(id, { type: 'AWS::CloudWatch::Alarm' });
  const larger = record('SaveOrder', { type: 'AWS::Lambda::Function', differences: [['/MemorySize', 'NOT_EQUAL', '256']] });

  test('the difference that causes it, not to the one of the resource that fails', () => {
    const report = checked({
      files: { 'template.json': watched, 'drift.json': result(larger, gone('Throttles'), there('Errors'), there('Again')) },
    });
    expect(verdicts(report)).toEqual(['Again pass', 'Errors pass', 'SaveOrder pass', 'Throttles fail']);
    expect(messages(report)[0]).toContain('without it the app fails function-without-alarms');
  });
  test('several together where none causes it alone', () => {
    const report = checked({
      files: { 'template.json': watched, 'drift.json': result(larger, gone('Errors'), gone('Again'), there('Throttles')) },
    });
    expect(verdicts(report)).toEqual(['Again fail', 'Errors fail', 'SaveOrder pass', 'Throttles pass', 'template.json fail']);
    expect(messages(report)).toContainEqual(expect.stringContaining('they fail function-without-alarms together'));
  });
});

test('a name that the deployment gave to a resource of the app is that resource', () => {
  const statement = (Resource: unknown, Action: string): object => ({ Effect: 'Allow', Action, Resource });
  const policies = (...statements: object[]): object => [
    { PolicyName: 'save', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  ];
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
  };
  const template = {
    Resources: {
      Orders: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [] } },
      SaveRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust,
          Policies: policies(statement({ 'Fn::GetAtt': ['Orders', 'Arn'] }, 'dynamodb:PutItem')),
        },
      },
    },
  };
  const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders-Orders-1A2B';
  const role = (...statements: object[]): object => ({ AssumeRolePolicyDocument: trust, Policies: policies(...statements) });
  const live = (resource: string): object =>
    result(
      record('Orders', { type: 'AWS::DynamoDB::Table', physicalId: 'orders-Orders-1A2B' }),
      record('SaveRole', {
        type: 'AWS::IAM::Role',
        expected: role(statement(arn, 'dynamodb:PutItem')),
        actual: role(statement(arn, 'dynamodb:PutItem'), statement(resource, 'dynamodb:GetItem')),
        differences: [['/Policies/0/PolicyDocument/Statement/1', 'ADD', '{}']],
      }),
    );
  const files = (resource: string): Given => ({ files: { 'template.json': template, 'drift.json': live(resource) } });
  expect(verdicts(checked(files(`${arn}/index/by-day`)))).toEqual(['Orders pass', 'SaveRole pass']);
  expect(verdicts(checked(files('*')))).toEqual(['Orders pass', 'SaveRole fail']);
});

test('a secret that somebody pasted into the environment is found and not shown', () => {
  const secret = 'sk_live_9aK2mQ7xW4pZ8tR1vB6nC3dF';
  const variables = (key: unknown): object => ({ Environment: { Variables: { PAYMENT_API_KEY: key, STAGE: 'prod' } } });
  const fn = { Runtime: 'nodejs24.x', Handler: 'pay.handler', Role: 'arn:aws:iam::111122223333:role/pay' };
  const template = { Resources: { Pay: { Type: 'AWS::Lambda::Function', Properties: { ...fn, ...variables('held-elsewhere') } } } };
  const drifted = record('Pay', {
    type: 'AWS::Lambda::Function',
    expected: { ...fn, ...variables('held-elsewhere') },
    actual: { ...fn, ...variables(secret) },
    differences: [['/Environment/Variables/PAYMENT_API_KEY', 'NOT_EQUAL', secret]],
  });
  const [finding] = checked({ files: { 'template.json': template, 'drift.json': result(drifted) } }).apps[0]!.findings;
  expect(finding).toMatchObject({
    check: 'drift',
    subject: 'Pay',
    severity: 'high',
    data: { checks: ['environment-secret'], redact: true },
  });
  const told = [finding!.message, finding!.data, finding!.evidence.map(({ text }) => text)];
  expect(JSON.stringify(told)).not.toContain(secret);
});

describe('a result belongs', () => {
  const parameters = { Days: { Type: 'Number', Default: 30 } };
  const template = { Parameters: parameters, Resources: { Orders: logGroup({ Ref: 'Days' }) } };
  const deployments = { test: { parameters: { Days: '7' } }, prod: { parameters: { Days: '400' } } };
  const own = (days: number): Drifted => ({ expected: { RetentionInDays: days }, actual: { RetentionInDays: 3653 }, ...retention('3653') });

  test('to the deployment whose values it has', () => {
    const files = { 'template.json': template, 'casemate.config.json': { deployments }, 'drift.json': result(record('Orders', own(400))) };
    const [finding] = checked({ files }).apps[0]!.findings;
    expect(finding).toMatchObject({ check: 'drift', subject: 'Orders', when: 'in prod' });
  });
  test('to the nested stack whose resources it has', () => {
    const root = {
      Resources: {
        Logs: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'logs.json' } },
        Queue: { Type: 'AWS::SQS::Queue' },
      },
    };
    const files = {
      'template.json': root,
      'logs.json': { Resources: { Orders: logGroup(90) } },
      'root.json': result(record('Queue', { type: 'AWS::SQS::Queue' }), record('Logs', { type: 'AWS::CloudFormation::Stack' })),
      'nested.json': result(record('Orders', { stack: 'orders-Logs-1A2B', ...retention('3653') })),
    };
    const report = checked({ files, drift: ['root.json', 'nested.json'] });
    expect(report.problems).toEqual([]);
    expect(verdicts(report).filter((row) => row.startsWith('Logs/'))).toEqual(['Logs/Orders fail']);
  });
  test('to the app that has most of its resources, and to no other', () => {
    const files = {
      'photos/template.json': { Resources: { Photos: logGroup(90) } },
      'orders/template.json': { Resources: { Orders: logGroup(90) } },
      'drift.json': result(record('Orders', retention('3653'))),
    };
    const report = checked({ files });
    expect(report.problems).toEqual([]);
    expect(verdicts(report)).toEqual(['Orders fail', 'template.json not-applicable']);
  });
  test('to none of the apps, and that is said', () => {
    const report = checked({ files: { 'template.json': template, 'drift.json': result(record('Photos', {})) } });
    expect(report.problems).toMatchObject([
      { path: 'drift.json', message: expect.stringContaining('of no app that was checked') as string },
    ]);
  });
  test('to the template that the config file names it for, or is said to be of another stack', () => {
    const config = { stacks: { 'template.json': { drift: ['drift.json'] }, 'photos/*.json': { drift: ['nowhere.json'] } } };
    const files = { 'template.json': template, 'casemate.config.json': config, 'drift.json': result(record('Orders', retention('3653'))) };
    expect(verdicts(checked({ files, drift: [] }))).toEqual(['Orders fail']);
    const other = checked({ files: { ...files, 'drift.json': result(record('Photos', {})) }, drift: [] });
    expect(other.problems).toMatchObject([{ message: expect.stringContaining('of another stack') as string }]);
  });
  test('to nobody when it cannot be read, and that is said once', () => {
    const files = { 'a/template.json': template, 'b/template.json': template, 'broken.json': '{"StackResourceDrifts": [{}]}' };
    const report = checked({ files, drift: ['broken.json', 'missing.json'] });
    expect(report.problems.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([
      'broken.json:1 has a record without LogicalResourceId',
      'missing.json:null does not exist',
    ]);
  });
});

describe('unknown is', () => {
  const template = { Resources: { Orders: logGroup(90) } };
  const report = (drifted: Drifted): string[] =>
    verdicts(checked({ files: { 'template.json': template, 'drift.json': result(record('Orders', drifted)) } }));

  test('what was compared too long ago', () => {
    expect(report({ day: '2026-11-15' })).toEqual(['Orders pass']);
    expect(report({ day: '2026-11-14' })).toEqual(['Orders unknown']);
  });
  test.each(['NOT_CHECKED', 'UNKNOWN', 'UNSUPPORTED'])('what is %s', (status) => {
    expect(report({ status })).toEqual(['Orders unknown']);
  });
  test('nothing that fails for certain', () => {
    expect(report({ day: '2026-11-01', ...retention('3653') })).toEqual(['Orders fail']);
  });
});
