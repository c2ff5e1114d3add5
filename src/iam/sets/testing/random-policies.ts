import type { PatternSet, Policy, PolicyCondition, PolicyStatement } from '../../policy.ts';

/** A number from zero to below `n`. */
export type Pick = (n: number) => number;

/** A key of the small world: its values in requests (null: the key is absent), and what conditions on it look like. */
export interface WorldKey {
  readonly name: string;
  readonly requests: readonly (readonly string[] | null)[];
  readonly condition: (pick: Pick) => PolicyCondition;
}

const one = <T>(pick: Pick, list: readonly T[]): T => list[pick(list.length)]!;
const some = <T>(pick: Pick, list: readonly T[]): T[] => Array.from({ length: 1 + pick(2) }, () => one(pick, list));

const plain = { qualifier: null, ifExists: false };
const absentCheck = (key: string, pick: Pick): PolicyCondition => ({
  ...plain,
  operator: 'Null',
  key,
  values: [one(pick, ['true', 'false'])],
});

const TEXT_OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const TEXTS = ['a', 'b', 'A', 'ab', 'ba', 'a*', '*b', '?', 'a?', '*', '??*', '*a*'];
const ARNS = ['arn:aws:s3:::a', 'arn:aws:s3:::a*', 'arn:aws:s3:::*', 'arn:aws:*:::a', 'arn:*:s3:*:*:?', 'arn:aws:sqs:b::*'];

/** A key with one text at most. */
const TEAM: WorldKey = {
  name: 'app:team',
  requests: [
    null,
    ...['a', 'b', 'A', 'c', 'ab', 'ba', 'aB', 'ca', 'cb', 'aab', 'bc', 'cc', 'cac', 'ac', 'acb', 'B', 'AB', 'bb'].map((text) => [text]),
  ],
  condition: (pick) =>
    pick(5) === 0
      ? absentCheck('App:Team', pick)
      : { operator: one(pick, TEXT_OPERATORS), qualifier: null, ifExists: pick(3) === 0, key: 'App:Team', values: some(pick, TEXTS) },
};

/** A key with several texts. */
const ATTRIBUTES: WorldKey = {
  name: 'dynamodb:attributes',
  requests: [null, ...subsets(['a', 'b', 'c', 'ab', 'ca'])],
  condition: (pick) =>
    pick(8) === 0
      ? absentCheck('dynamodb:Attributes', pick)
      : {
          operator: one(pick, TEXT_OPERATORS.slice(0, 4)),
          qualifier: one(pick, ['ForAllValues', 'ForAnyValue', null]),
          ifExists: pick(3) === 0,
          key: 'dynamodb:Attributes',
          values: some(pick, ['a', 'b', 'a*', '*', 'c', '?']),
        },
};

/** A key that every request has. */
const SECURE: WorldKey = {
  name: 'aws:securetransport',
  requests: [['true'], ['false']],
  condition: (pick) => ({
    ...plain,
    ifExists: pick(3) === 0,
    operator: 'Bool',
    key: 'aws:SecureTransport',
    values: [one(pick, ['true', 'false'])],
  }),
};

const NUMERIC = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** A key with a number. */
const SIZE: WorldKey = {
  name: 'app:size',
  requests: [null, ...['0', '1', '1.5', '2', '2.5', '3', '4', '5', '6'].map((text) => [text])],
  condition: (pick) => ({
    ...plain,
    ifExists: pick(3) === 0,
    operator: `Numeric${one(pick, NUMERIC)}`,
    key: 'app:Size',
    values: some(pick, ['1', '2', '3', '5']),
  }),
};

/** The time. */
const TIME: WorldKey = {
  name: 'aws:currenttime',
  requests: [
    '2025-12-31T00:00:00Z',
    '2026-01-01T00:00:00Z',
    '2026-01-15T00:00:00Z',
    '2026-02-01T00:00:00Z',
    '2026-02-03T00:00:00Z',
    '2026-03-01T00:00:00Z',
    '2026-04-01T00:00:00Z',
  ].map((text) => [text]),
  condition: (pick) => ({
    ...plain,
    operator: `Date${one(pick, NUMERIC)}`,
    key: 'aws:CurrentTime',
    values: some(pick, ['2026-01-01', '2026-02-01T00:00:00Z', '1772323200']),
  }),
};

/** An address. */
const ADDRESS: WorldKey = {
  name: 'aws:sourceip',
  requests: [
    null,
    ...['10.0.0.1', '10.1.0.1', '10.1.2.3', '10.1.2.4', '11.0.0.1', '198.51.100.9', '2001:db8::1', '2001:db8:1::1', 'fe80::1'].map(
      (text) => [text],
    ),
  ],
  condition: (pick) => ({
    ...plain,
    ifExists: pick(3) === 0,
    operator: one(pick, ['IpAddress', 'NotIpAddress']),
    key: 'aws:SourceIp',
    values: some(pick, ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '2001:db8::/32', '2001:db8:1::/48', '0.0.0.0/0', '::/0']),
  }),
};

/** A key with an ARN. */
const SOURCE: WorldKey = {
  name: 'app:source',
  requests: [
    null,
    ...[
      'arn:aws:s3:::a',
      'arn:aws:s3:::b',
      'arn:aws:s3:::ab',
      'arn:aws:sqs:::a',
      'arn:aws:sqs:b::c',
      'arn:cn:s3:::a',
      'arn:cn:s3:::ab',
      'x',
      'arn:aws:s3:b:1:a',
      'arn:aws:sqs:::b',
    ].map((text) => [text]),
  ],
  condition: (pick) => ({
    ...plain,
    ifExists: pick(3) === 0,
    operator: one(pick, ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals']),
    key: 'app:Source',
    values: some(pick, ARNS),
  }),
};

const VARIABLES = ['${app:team}', 'a${App:Team}', '${app:team}*', '*${app:team}', "${app:team, 'b'}", '${app:team}b', '${*}'];

/** A key whose conditions name another key's value. */
const OWNER: WorldKey = {
  name: 'app:owner',
  requests: [null, ...['a', 'b', 'c', 'ab', 'ba', 'aa', 'cb', 'ca'].map((text) => [text])],
  condition: (pick) => ({
    operator: one(pick, TEXT_OPERATORS),
    qualifier: one(pick, [null, null, 'ForAllValues', 'ForAnyValue']),
    ifExists: pick(3) === 0,
    key: 'app:Owner',
    values: some(pick, [...VARIABLES, 'a', 'b*']),
  }),
};

/** All keys. */
export const KEYS: readonly WorldKey[] = [TEAM, ATTRIBUTES, SECURE, SIZE, TIME, ADDRESS, SOURCE];

function subsets(values: readonly string[]): string[][] {
  return values
    .reduce<string[][]>((sets, value) => [...sets, ...sets.map((set) => [...set, value])], [[]])
    .filter(({ length }) => length > 0);
}

const RESOURCES = ['*', 'a*', '*a', 'a', 'b*', '?', 'a?', '?a', '*b', 'ab', '*a*', 'a*b', '??', 'b?*', 'ba', '*ab'];
const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:Get*',
  's3:*',
  '*',
  's3:ListAllMyBuckets',
  'S3:putobject',
  'sqs:*',
  '*:G?tObject',
  's3:*Object',
];

/** The actions of the small world; one of them takes no resource, and one no service has. */
export const ACTIONS_ASKED: readonly string[] = ['s3:GetObject', 's3:PutObject', 's3:ListAllMyBuckets', 'sqs:SendMessage', 's3:Gather'];

/** Two policies about two keys of the small world, one or more statements each. */
export function randomPair(pick: Pick): { readonly a: Policy; readonly b: Policy; readonly keys: readonly WorldKey[] } {
  const keys = [...new Set([one(pick, KEYS), one(pick, KEYS)])];
  const a = randomPolicy(pick, keys);
  // Every other pair shares statements, as versions of a policy do.
  const b =
    pick(2) === 0
      ? randomPolicy(pick, keys)
      : { ...a, statements: [...a.statements.slice(pick(2)), ...randomPolicy(pick, keys).statements.slice(pick(2))] };
  return { a, b, keys };
}

/** As `randomPair`, with policy variables in resources and conditions. */
export function randomPairWithVariables(pick: Pick): { readonly a: Policy; readonly b: Policy; readonly keys: readonly WorldKey[] } {
  const keys = [TEAM, OWNER];
  const withVariables = (policy: Policy): Policy => ({
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      resources:
        pick(2) === 0
          ? { not: pick(6) === 0, patterns: [one(pick, VARIABLES), one(pick, [...VARIABLES, ...RESOURCES])] }
          : statement.resources,
    })),
  });
  const a = withVariables(randomPolicy(pick, keys));
  const more = withVariables(randomPolicy(pick, keys));
  const b = pick(2) === 0 ? more : { ...a, statements: [...a.statements.slice(pick(2)), ...more.statements.slice(pick(2))] };
  return { a, b, keys };
}

/** A policy of one to three statements. */
export function randomPolicy(pick: Pick, keys: readonly WorldKey[]): Policy {
  return { version: '2012-10-17', statements: Array.from({ length: 1 + pick(3) }, () => randomStatement(pick, keys)) };
}

function randomStatement(pick: Pick, keys: readonly WorldKey[]): PolicyStatement {
  return {
    sid: null,
    effect: pick(4) === 0 ? 'Deny' : 'Allow',
    actions: randomSet(pick, ACTIONS),
    resources: randomSet(pick, RESOURCES),
    principals: null,
    conditions: Array.from({ length: pick(3) }, () => one(pick, keys).condition(pick)),
  };
}

function randomSet(pick: Pick, patterns: readonly string[]): PatternSet {
  return { not: pick(6) === 0, patterns: some(pick, patterns) };
}

/** A source of numbers that repeats for equal seeds. https://en.wikipedia.org/wiki/Xorshift */
export function seeded(seed: number): Pick {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state % n;
  };
}
