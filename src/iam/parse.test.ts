import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { managedPolicyDocument } from '../data/managed-policy-documents.ts';
import { parsePolicy, parsePolicyText } from './parse.ts';
import { hole } from './policy.ts';

const reading = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::tickets/*' };
const problemsOf = (document: unknown): string[] => parsePolicy(document).problems.map(({ path }) => path);
const problemsIn = (statement: object): string[] => problemsOf({ Statement: [{ ...reading, ...statement }] });

describe('a policy document', () => {
  test('in its shortest form says the same as in its longest', () => {
    const short = parsePolicy({ Version: '2012-10-17', Statement: reading });
    const long = parsePolicy({
      Version: '2012-10-17',
      Id: 'tickets',
      Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::tickets/*'], Condition: {} }],
    });
    expect(short).toEqual(long);
    expect(short.problems).toEqual([]);
    expect(short.policy).toEqual({
      version: '2012-10-17',
      statements: [
        {
          sid: null,
          effect: 'Allow',
          actions: { not: false, patterns: ['s3:GetObject'] },
          resources: { not: false, patterns: ['arn:aws:s3:::tickets/*'] },
          principals: null,
          conditions: [],
        },
      ],
    });
  });

  test('without a version is of 2008', () => {
    expect(parsePolicy({ Statement: reading }).policy.version).toBe('2008-10-17');
  });

  test('of an unknown version is not read, since what a variable is hangs on it', () => {
    expect(parsePolicy({ Version: '2016-01-01', Statement: reading })).toEqual({
      policy: { version: '2008-10-17', statements: [] },
      problems: [{ path: 'Version', message: 'the version is 2012-10-17 or 2008-10-17' }],
    });
  });

  test.each([
    ['a text', 'Allow', ['']],
    ['a list', [reading], ['']],
    ['nothing', null, ['']],
    ['no statement', { Version: '2012-10-17' }, ['Statement']],
    ['an empty list of statements', { Statement: [] }, ['Statement']],
    ['a statement that is a text', { Statement: ['Allow'] }, ['Statement[0]']],
    ['an unknown element', { Statement: reading, Statements: [] }, ['Statements']],
  ])('that is %s is said to be wrong', (_, document, paths) => {
    expect(problemsOf(document)).toEqual(paths);
    expect(parsePolicy(document).problems.every(({ message }) => message !== '')).toBe(true);
  });

  test('keeps the statements that can be read beside one that cannot', () => {
    const { policy, problems } = parsePolicy({ Statement: [{ ...reading, Effect: 'allow' }, reading] });
    expect(policy.statements).toHaveLength(1);
    expect(problems.map(({ path }) => path)).toEqual(['Statement[0].Effect']);
  });

  test('of more than a million characters is refused', () => {
    expect(problemsOf({ Statement: { ...reading, Resource: 'a'.repeat(1_000_001) } })).toEqual(['']);
    expect(parsePolicyText(' '.repeat(1_000_001)).problems[0]?.message).toContain('characters');
  });

  test('of more than fifty thousand values is refused', () => {
    expect(problemsOf({ Statement: Array.from({ length: 60_000 }, () => null) })).toEqual(['']);
  });

  test('nested without end does no harm', () => {
    expect(parsePolicyText('['.repeat(100_000)).problems).toHaveLength(1);
    let nested: unknown = 's3:GetObject';
    for (let i = 0; i < 10_000; i++) nested = [nested];
    expect(problemsIn({ Action: nested })).toEqual(['Statement[0].Action[0]']);
  });
});

describe('a statement', () => {
  test.each([
    [{ Effect: 'Permit' }, 'Effect'],
    [{ Sid: 7 }, 'Sid'],
    [{ Action: [] }, 'Action'],
    [{ Action: 'GetObject' }, 'Action'],
    [{ Action: ['s3:GetObject', 's3*'] }, 'Action[1]'],
    [{ Action: 's3: GetObject' }, 'Action'],
    [{ Action: { s3: 'GetObject' } }, 'Action'],
    [{ Action: hole('Actions') }, 'Action'],
    [{ NotAction: 's3:*' }, 'NotAction'],
    [{ NotResource: '*' }, 'NotResource'],
    [{ Resource: ['*', 7] }, 'Resource[1]'],
    [{ Resource: '' }, 'Resource'],
    [{ Principal: 'tickets' }, 'Principal'],
    [{ Principal: { Role: 'tickets' } }, 'Principal.Role'],
    [{ Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }, 'Principal.AWS'],
    [{ Principal: { Service: '*' } }, 'Principal.Service'],
    [{ Principal: {} }, 'Principal'],
    [{ Principals: '*' }, 'Principals'],
    [{ Condition: 'never' }, 'Condition'],
    [{ Condition: { StringEqualz: { 'aws:RequestedRegion': 'eu-west-1' } } }, 'Condition.StringEqualz'],
    [{ Condition: { 'ForSomeValues:StringEquals': { 'aws:TagKeys': 'a' } } }, 'Condition.ForSomeValues:StringEquals'],
    [{ Condition: { NullIfExists: { 'aws:TagKeys': 'true' } } }, 'Condition.NullIfExists'],
    [{ Condition: { StringEquals: ['eu-west-1'] } }, 'Condition.StringEquals'],
    [{ Condition: { StringEquals: { 'aws:RequestedRegion': [] } } }, 'Condition.StringEquals.aws:RequestedRegion'],
    [{ Condition: { StringEquals: { 'aws:RequestedRegion': ['a', null] } } }, 'Condition.StringEquals.aws:RequestedRegion[1]'],
    [{ Condition: { Bool: { 'aws:SecureTransport': 'yes' } } }, 'Condition.Bool.aws:SecureTransport'],
    [{ Condition: { NumericLessThan: { 's3:max-keys': 'ten' } } }, 'Condition.NumericLessThan.s3:max-keys'],
    [{ Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } }, 'Condition.DateLessThan.aws:CurrentTime'],
    [{ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } } }, 'Condition.IpAddress.aws:SourceIp'],
    [{ Condition: { constructor: { a: 'b' } } }, 'Condition.constructor'],
  ])('with %j is left out, and the problem stands at %s', (statement, path) => {
    expect(problemsIn(statement)).toEqual([`Statement[0].${path}`]);
    expect(parsePolicy({ Statement: [{ ...reading, ...statement }] }).policy.statements).toEqual([]);
  });

  test('without an action is left out', () => {
    expect(problemsOf({ Statement: { Effect: 'Allow', Resource: '*' } })).toEqual(['Statement.Action']);
  });

  test('names principals in every form', () => {
    const principals = (principal: unknown): unknown =>
      parsePolicy({ Statement: { ...reading, Principal: principal } }).policy.statements[0]?.principals?.entries;
    expect(principals('*')).toEqual([{ kind: 'any', value: '*' }]);
    expect(principals({ AWS: '*' })).toEqual([{ kind: 'any', value: '*' }]);
    expect(principals({ AWS: ['111122223333', 'arn:aws:iam::111122223333:role/orders'], Service: 'lambda.amazonaws.com' })).toEqual([
      { kind: 'aws', value: 'arn:aws:iam::111122223333:root' },
      { kind: 'aws', value: 'arn:aws:iam::111122223333:role/orders' },
      { kind: 'service', value: 'lambda.amazonaws.com' },
    ]);
    expect(principals({ Federated: 'cognito-identity.amazonaws.com', CanonicalUser: '79a59df9' })).toEqual([
      { kind: 'federated', value: 'cognito-identity.amazonaws.com' },
      { kind: 'canonical', value: '79a59df9' },
    ]);
  });

  test('of a trust policy has no resource', () => {
    const { policy, problems } = parsePolicy({
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    });
    expect(problems).toEqual([]);
    expect(policy.statements[0]?.resources).toBeNull();
  });

  test('has its conditions one by one, values as texts', () => {
    const { policy } = parsePolicy({
      Statement: {
        ...reading,
        Condition: {
          'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['team*', 'cost'] },
          bool: { 'aws:SecureTransport': true },
          NumericLessThan: { 's3:max-keys': 10 },
        },
      },
    });
    expect(policy.statements[0]?.conditions).toEqual([
      { operator: 'StringLike', qualifier: 'ForAnyValue', ifExists: true, key: 'aws:TagKeys', values: ['team*', 'cost'] },
      { operator: 'Bool', qualifier: null, ifExists: false, key: 'aws:SecureTransport', values: ['true'] },
      { operator: 'NumericLessThan', qualifier: null, ifExists: false, key: 's3:max-keys', values: ['10'] },
    ]);
  });

  test('may hold opaque parts in any value', () => {
    expect(problemsIn({ Condition: { IpAddress: { 'aws:SourceIp': hole('OfficeCidr') } }, Resource: hole('BucketArn') })).toEqual([]);
  });
});

describe('JSON text', () => {
  test('is read as its data', () => {
    expect(parsePolicyText(JSON.stringify({ Statement: reading }))).toEqual(parsePolicy({ Statement: reading }));
  });

  test.each(['', '{', '{"Statement": [], "Statement": []}'])('%j is refused', (text) => {
    expect(parsePolicyText(text).problems.map(({ path }) => path)).toEqual(['']);
  });

  test('of managed policies has no problems', () => {
    for (const name of ['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole', 'AdministratorAccess'])
      expect(parsePolicyText(managedPolicyDocument(name) ?? '')).toMatchObject({ problems: [] });
  });
});

test('whatever a document holds, it is read or its problems are said', () => {
  const part = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('*', 's3:*', 'Allow', { AWS: '*' }, { Null: { a: true } }));
  const statement = fc.record({ Effect: part, Action: part, Resource: part, Principal: part, Condition: part }, { requiredKeys: [] });
  const document = fc.oneof(
    part,
    fc.record({ Version: fc.constantFrom('2012-10-17', 7), Statement: fc.oneof(part, statement, fc.array(statement)) }),
  );
  fc.assert(
    fc.property(document, (drawn) => {
      const { policy, problems } = parsePolicy(drawn);
      const asked = (drawn as { Statement?: unknown } | null)?.Statement;
      const count = Array.isArray(asked) ? asked.length : 1;
      if (problems.length === 0) expect(policy.statements).toHaveLength(count);
      else expect(policy.statements.length).toBeLessThanOrEqual(count);
      expect(parsePolicyText(JSON.stringify(drawn)).problems.length === 0).toBe(problems.length === 0);
    }),
    { numRuns: 1000 },
  );
});
