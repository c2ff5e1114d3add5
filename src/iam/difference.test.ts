import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, differences } from './difference.ts';
import type { DifferenceOptions } from './difference.ts';
import { evaluate } from './evaluate.ts';
import { parsePolicy } from './parse.ts';
import { hole } from './policy.ts';
import type { Policy } from './policy.ts';
import { allContexts, allTexts, bruteForce } from './sets/testing/brute-force.ts';
import { ACTIONS_ASKED, randomPair, randomPairWithVariables } from './sets/testing/random-policies.ts';

const NOTHING: Policy = { version: '2012-10-17', statements: [] };

function policy(...statements: object[]): Policy {
  const { policy: parsed, problems } = parsePolicy({ Version: '2012-10-17', Statement: statements });
  expect(problems).toEqual([]);
  return parsed;
}

const statement = (Effect: string, [Action, Resource]: readonly [string | string[], string | string[]], Condition?: object): object => ({
  Effect,
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const allow = (action: string | string[], resource: string | string[], condition?: object): object =>
  statement('Allow', [action, resource], condition);
const deny = (action: string | string[], resource: string | string[], condition?: object): object =>
  statement('Deny', [action, resource], condition);

/** The witness as `action on resource [context]`, `none`, or why it is not decided. */
function shown(a: Policy, b: Policy, options?: DifferenceOptions): string {
  const answer = difference([a], [b], options);
  if (!answer.decided) return `undecided: ${answer.because}`;
  const { witness } = answer;
  if (witness === null) return 'none';
  const context = [...witness.context].map(([key, values]) => `${key}=${values.join(',')}`);
  return [`${witness.action} on ${witness.resource}`, ...context].join(' ');
}

describe('resources', () => {
  const orders = 'arn:aws:s3:::orders-*/*';
  test.each([
    ['the same pattern', orders, orders, 'none'],
    ['a wider pattern', orders, 'arn:aws:s3:::orders*', 'none'],
    ['two patterns that together are wider', 'arn:aws:s3:::o?', ['arn:aws:s3:::oa', 'arn:aws:s3:::o*'], 'none'],
    ['a narrower pattern', orders, 'arn:aws:s3:::orders-a/*', 's3:GetObject on arn:aws:s3:::orders-/'],
    ['everything against one bucket', '*', 'arn:aws:s3:::orders/*', 's3:GetObject on arn:aws:s3:::a'],
  ])('%s', (_, a, b, expected) => {
    expect(shown(policy(allow('s3:GetObject', a)), policy(allow('s3:GetObject', b)))).toBe(expected);
  });

  test('an action without resources is not allowed by a statement that names some', () => {
    const named = policy(allow('s3:*', 'arn:aws:s3:::*'));
    expect(shown(policy(allow('s3:ListAllMyBuckets', '*')), named)).toBe('s3:ListAllMyBuckets on *');
    expect(shown(policy(allow('s3:ListAllMyBuckets', 'arn:aws:s3:::orders')), NOTHING)).toBe('none');
  });

  test('texts that only the deployment knows are equal when their names are', () => {
    const table = `arn:aws:dynamodb:${hole('AWS::Region')}:${hole('AWS::AccountId')}:table/${hole('Orders')}`;
    const index = policy(allow('dynamodb:Query', [table, `${table}/index/*`]));
    expect(shown(policy(allow('dynamodb:Query', table)), index)).toBe('none');
    expect(shown(policy(allow('dynamodb:Query', table)), policy(allow('dynamodb:*', 'arn:aws:dynamodb:*:*:table/*')))).toBe('none');
    expect(shown(index, policy(allow('dynamodb:Query', table)))).toBe(`dynamodb:Query on ${table}/index/`);
    expect(shown(policy(allow('dynamodb:Query', hole('Orders.Arn'))), policy(allow('dynamodb:Query', hole('Photos.Arn'))))).toContain(
      'dynamodb:Query',
    );
  });

  test('an excepted resource is a difference', () => {
    const except = policy({ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::payroll/*' });
    expect(shown(policy(allow('s3:GetObject', 'arn:aws:s3:::*')), except)).toBe('s3:GetObject on arn:aws:s3:::payroll/');
    expect(shown(except, policy(allow('s3:GetObject', '*')))).toBe('none');
  });
});

describe('actions', () => {
  test('all actions of a service against a list of them: the first action not listed', () => {
    expect(shown(policy(allow('sqs:*', '*')), policy(allow(['SQS:addpermission', 'sqs:C*', 'sqs:D*'], '*')))).toMatch(
      /^sqs:GetQueueAttributes on arn:aws:sqs:/,
    );
  });

  test('a service may get actions that no list has yet', () => {
    const listed = policy(allow(['execute-api:Invoke', 'execute-api:InvalidateCache', 'execute-api:ManageConnections'], '*'));
    expect(shown(policy(allow('execute-api:*', '*')), listed)).toMatch(/^execute-api:\w+ on /);
    expect(shown(policy(allow('execute-api:*', '*')), listed, { ignore: () => false })).toBe('none');
  });

  test('everything against everything but IAM', () => {
    const butIam = policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' });
    expect(shown(policy(allow('*', '*')), butIam)).toMatch(/^iam:\w+ on /);
    expect(shown(butIam, policy(allow('*', '*')))).toBe('none');
  });

  test('actions can be left out, or be the only ones that matter', () => {
    const [all, get] = [policy(allow('s3:*', '*')), policy(allow('s3:Get*', '*'))];
    expect(shown(all, get, { ignore: (action) => !action.startsWith('s3:Put') })).toMatch(/^s3:Put/);
    expect(shown(all, get, { actions: ['s3:GetObject', 's3:getbucketacl'] })).toBe('none');
  });

  test('a service that a wildcard of A reaches and that does not exist yet is not decided', () => {
    const listed = policy(allow('*:List*', '*'));
    expect(shown(policy(allow('s*:List*', '*')), listed)).toMatch(/^undecided/);
    expect(shown(listed, listed)).toBe('none');
  });
});

describe('Deny', () => {
  test('what A denies is no difference, what B denies is one', () => {
    const all = policy(allow('s3:GetObject', 'arn:aws:s3:::*'));
    const some = policy(allow('s3:GetObject', 'arn:aws:s3:::*'), deny('s3:*', 'arn:aws:s3:::payroll/*'));
    expect(shown(some, all)).toBe('none');
    expect(shown(all, some)).toBe('s3:GetObject on arn:aws:s3:::payroll/');
  });

  test('a boundary limits both sides', () => {
    const [all, storage] = [policy(allow('*', '*')), policy(allow('s3:*', '*'))];
    expect(shown(all, storage, { within: [policy(allow('s3:Get*', '*'))] })).toBe('none');
    expect(shown(all, storage, { within: [policy(allow(['s3:Get*', 'sqs:SendMessage'], '*'))] })).toMatch(/^sqs:SendMessage on/);
  });
});

describe('conditions', () => {
  const get = (condition?: object): Policy => policy(allow('s3:GetObject', '*', condition));
  const on = 's3:GetObject on arn:aws:s3:::a';
  test.each<[string, object | undefined, object | undefined, string]>([
    ['a condition is less than none', undefined, { StringEquals: { 'aws:PrincipalTag/team': 'orders' } }, on],
    ['and none is more than a condition', { StringEquals: { 'aws:PrincipalTag/team': 'orders' } }, undefined, 'none'],
    [
      'a key that every request has is never absent',
      undefined,
      { Bool: { 'aws:SecureTransport': 'true' } },
      `${on} aws:securetransport=false`,
    ],
    [
      'true or false is everything',
      { Bool: { 'aws:SecureTransport': ['true', 'false'] } },
      { Bool: { 'aws:SecureTransport': ['true', 'false'] } },
      'none',
    ],
    [
      'blocks of addresses',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } },
      'none',
    ],
    [
      'a gap between blocks',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/10'] } },
      `${on} aws:sourceip=10.255.255.255`,
    ],
    ['numbers', { NumericLessThan: { 's3:max-keys': '5' } }, { NumericLessThanEquals: { 's3:max-keys': '4' } }, `${on} s3:max-keys=4.5`],
    [
      'dates',
      { DateLessThan: { 'aws:CurrentTime': '2026-02-01' } },
      { DateLessThan: { 'aws:CurrentTime': '2026-01-01' } },
      `${on} aws:currenttime=2026-01-01T00:00:00Z`,
    ],
    [
      'ARNs part by part',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } },
      { StringLike: { 'aws:SourceArn': 'arn:aws:sns:*' } },
      'none',
    ],
    [
      'one value of several',
      { 'ForAnyValue:StringEquals': { 'dynamodb:Attributes': ['total', 'email'] } },
      { 'ForAnyValue:StringEquals': { 'dynamodb:Attributes': 'total' } },
      `${on} dynamodb:attributes=email`,
    ],
    [
      'all values of several',
      { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['total'] } },
      { 'ForAllValues:StringLike': { 'dynamodb:Attributes': 't*' } },
      'none',
    ],
    [
      'case that does not matter',
      { StringEquals: { 'aws:PrincipalTag/team': 'Orders' } },
      { StringEqualsIgnoreCase: { 'aws:PrincipalTag/team': 'orders' } },
      'none',
    ],
    [
      'a tag in the request is among its tag keys',
      { StringEquals: { 'aws:RequestTag/team': 'a' } },
      { StringEquals: { 'aws:RequestTag/team': 'b' } },
      `${on} aws:requesttag/team=a aws:tagkeys=team`,
    ],
  ])('%s', (_, a, b, expected) => {
    expect(shown(get(a), get(b))).toBe(expected);
  });

  test('two conditions that together leave nothing out', () => {
    const either = policy(
      allow('s3:GetObject', '*', { Null: { 'aws:PrincipalTag/team': 'true' } }),
      allow('s3:GetObject', '*', { StringLike: { 'aws:PrincipalTag/team': '*' } }),
    );
    expect(shown(get(), either)).toBe('none');
  });

  test('keys that AWS never sends together are no witness', () => {
    const conditions = {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:444455556666:*' },
    };
    expect(shown(get(conditions), NOTHING)).toBe('undecided: aws:sourcearn and aws:sourceaccount are correlated keys');
  });
});

describe('policy variables', () => {
  const home = (name: string): Policy => policy(allow('s3:GetObject', `arn:aws:s3:::home/${name}/*`));
  test('a variable is less than a star, and the same variable is the same', () => {
    expect(shown(home('${aws:username}'), home('*'))).toBe('none');
    expect(shown(home('${aws:username}'), home('${AWS:username}'))).toBe('none');
    expect(shown(home('*'), home('${aws:username}'))).toBe('s3:GetObject on arn:aws:s3:::home//');
  });

  test('a variable takes a value in the witness', () => {
    expect(shown(home('${aws:username}'), home('bob'))).toBe('s3:GetObject on arn:aws:s3:::home/alice/ aws:username=alice');
    expect(shown(home("${aws:PrincipalTag/team, 'all'}"), home('x'))).toBe('s3:GetObject on arn:aws:s3:::home/all/');
  });

  test('where only certain values of a variable make a difference, it is not decided', () => {
    const butBob = policy(allow('s3:GetObject', 'arn:aws:s3:::home/*'), deny('s3:*', 'arn:aws:s3:::home/bob/*'));
    expect(shown(home('${aws:username}'), butBob)).toMatch(/^undecided: policy variables/);
  });
});

test('differences lists every action with a witness, up to the limit', () => {
  const [a, b] = [
    policy(allow(['s3:GetObject', 's3:PutObject', 's3:ListAllMyBuckets'], '*')),
    policy(allow('s3:GetObject', 'arn:aws:s3:::photos/*')),
  ];
  const { decided, witnesses } = differences([a], [b]);
  expect({ decided, actions: witnesses.map(({ action }) => action).toSorted() }).toEqual({
    decided: true,
    actions: ['s3:GetObject', 's3:ListAllMyBuckets', 's3:PutObject'],
  });
  expect(differences([policy(allow('*', '*'))], [b], { limit: 7 }).witnesses).toHaveLength(7);
});

describe('against asking every request of a small world', () => {
  const allowed = (request: Parameters<typeof evaluate>[0], one: Policy): boolean =>
    evaluate(request, { identity: [one] }).decision === 'allowed';
  const agrees = ({ a, b, keys }: ReturnType<typeof randomPair>, length: number): void => {
    const answer = difference([a], [b], { actions: ACTIONS_ASKED, resources: ['*'] });
    if (!answer.decided) return;
    const { witness } = answer;
    if (witness !== null) expect([allowed(witness, a), allowed(witness, b)]).toEqual([true, false]);
    else {
      const world = { actions: ACTIONS_ASKED, resources: allTexts(['a', 'b', 'c'], length), contexts: allContexts(keys) };
      expect(bruteForce(a, b, world)).toBeNull();
    }
  };
  const pick =
    (g: fc.GeneratorValue): ((n: number) => number) =>
    (n) =>
      g(fc.nat, { max: n - 1 });

  test('random pairs of policies', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => agrees(randomPair(pick(g)), 3)),
      { numRuns: 3000 },
    );
  });

  test('random pairs of policies with variables', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => agrees(randomPairWithVariables(pick(g)), 2)),
      { numRuns: 100 },
    );
  });

  test('a policy allows nothing that it does not allow', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const { a } = randomPair(pick(g));
        const answer = difference([a], [a]);
        expect(answer.decided && answer.witness).toBe(null);
      }),
      { numRuns: 100 },
    );
  });
});
