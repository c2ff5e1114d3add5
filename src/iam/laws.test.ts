import fc from 'fast-check';
import { expect, test } from 'vitest';

import { evaluate } from './evaluate.ts';
import type { Decision, EvaluationInput } from './evaluate.ts';
import { explanationLines } from './explain.ts';
import { parsePolicy } from './parse.ts';
import type { Policy, PolicyStatement, Request } from './policy.ts';
import type { Principal } from './principal.ts';

const RUNS = 800;

const some = (...values: string[]): fc.Arbitrary<string[]> => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const actions = some('s3:GetObject', 's3:Get*', 's3:*', '*', 'sqs:SendMessage', 'S3:putobject');
const resources = some('*', 'arn:aws:s3:::tickets/*', 'arn:aws:s3:::t*/a', 'arn:aws:s3:::tickets/${aws:username}', 'arn:aws:s3:::photos/?');
const regions = some('eu-west-1', 'us-east-1', 'eu-*', '${aws:username}');

const conditions = fc.array(
  fc
    .record({
      operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'),
      qualifier: fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
      ifExists: fc.constantFrom('', 'IfExists'),
      key: fc.constantFrom('aws:RequestedRegion', 'aws:TagKeys'),
      values: regions,
    })
    .map(({ operator, qualifier, ifExists, key, values }) => ({ [`${qualifier}${operator}${ifExists}`]: { [key]: values } })),
  { maxLength: 2 },
);

const statementOf = (effect: fc.Arbitrary<string>): fc.Arbitrary<PolicyStatement> =>
  fc
    .record({
      effect,
      actions,
      resources,
      conditions,
      notAction: fc.boolean(),
      notResource: fc.boolean(),
      principal: fc.constantFrom('*', null),
    })
    .map((drawn) => {
      const document = {
        Effect: drawn.effect,
        [drawn.notAction ? 'NotAction' : 'Action']: drawn.actions,
        [drawn.notResource ? 'NotResource' : 'Resource']: drawn.resources,
        Principal: drawn.principal ?? { AWS: ['arn:aws:iam::111122223333:role/orders', '444455556666'] },
        Condition: Object.assign({}, ...drawn.conditions) as object,
      };
      const { policy, problems } = parsePolicy({ Version: '2012-10-17', Statement: document });
      expect(problems).toEqual([]);
      return policy.statements[0]!;
    });

const anyStatement = statementOf(fc.constantFrom('Allow', 'Deny'));
const policyOf = (statements: readonly PolicyStatement[]): Policy => ({ version: '2012-10-17', statements });
const policy = fc.array(anyStatement, { maxLength: 4 }).map(policyOf);
const policies = fc.array(policy, { maxLength: 2 });

const principal = fc.constantFrom<Principal>(
  { kind: 'user', arn: 'arn:aws:iam::111122223333:user/maria', account: '111122223333' },
  { kind: 'role', arn: 'arn:aws:iam::111122223333:role/orders', account: '111122223333' },
  { kind: 'role-session', arn: 'arn:aws:sts::111122223333:assumed-role/orders/run-1', account: '111122223333' },
  { kind: 'role', arn: 'arn:aws:iam::444455556666:role/partner', account: '444455556666' },
  { kind: 'root', arn: 'arn:aws:iam::111122223333:root', account: '111122223333' },
  { kind: 'service', arn: 'lambda.amazonaws.com', account: null },
  { kind: 'anonymous', arn: '', account: null },
);

const request: fc.Arbitrary<Request & { principal: Principal }> = fc
  .record({
    action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'kms:Decrypt'),
    resource: fc.constantFrom('*', 'arn:aws:s3:::tickets/a', 'arn:aws:s3:::tickets/maria', 'arn:aws:s3:::photos/a'),
    region: fc.option(fc.constantFrom('eu-west-1', 'us-east-1', 'maria')),
    tags: fc.option(fc.subarray(['eu-west-1', 'us-east-1', ''])),
    principal,
  })
  .map(({ action, resource, region, tags, principal: who }) => {
    const context = new Map<string, string[]>();
    if (region !== null) context.set('aws:requestedregion', [region]);
    if (tags !== null) context.set('aws:tagkeys', tags);
    return { action, resource, context, principal: who };
  });

const levels = fc.option(fc.array(policies, { minLength: 1, maxLength: 2 }), { nil: undefined });
const limit = fc.option(policies, { nil: undefined });
const input: fc.Arbitrary<EvaluationInput> = fc
  .record({
    identity: policies,
    resource: fc.option(policy, { nil: undefined }),
    boundary: limit,
    session: limit,
    scp: levels,
    rcp: levels,
  })
  .map(({ identity, resource, boundary, session, scp, rcp }) => ({
    identity,
    ...(resource && { resource: { policy: resource, account: '111122223333' } }),
    ...(boundary && { boundary }),
    ...(session && { session }),
    ...(scp && { scp }),
    ...(rcp && { rcp }),
  }));

const decide = (asked: Request, given: EvaluationInput): Decision['decision'] => evaluate(asked, given).decision;
const allows = (asked: Request, given: EvaluationInput): boolean => decide(asked, given) === 'allowed';

/** The input with a statement added to every policy that there is. */
function withEverywhere(given: EvaluationInput, statement: PolicyStatement): EvaluationInput {
  const more = (list: readonly Policy[]): Policy[] =>
    list.map(({ version, statements }) => ({ version, statements: [...statements, statement] }));
  const { resource } = given;
  return {
    identity: more(given.identity),
    ...(resource && { resource: { ...resource, policy: resource.policy && more([resource.policy])[0]! } }),
    ...(given.boundary && { boundary: more(given.boundary) }),
    ...(given.session && { session: more(given.session) }),
    ...(given.scp && { scp: given.scp.map(more) }),
    ...(given.rcp && { rcp: given.rcp.map(more) }),
  };
}

const expectLaw = <Drawn extends [unknown, ...unknown[]]>(
  drawn: { [K in keyof Drawn]: fc.Arbitrary<Drawn[K]> },
  holds: (...args: Drawn) => void,
): void => fc.assert(fc.property(...drawn, holds), { numRuns: RUNS });

test('adding a deny anywhere never allows more', () => {
  expectLaw([request, input, statementOf(fc.constant('Deny'))], (asked, given, deny) => {
    if (allows(asked, withEverywhere(given, deny))) expect(decide(asked, given)).toBe('allowed');
    if (allows(asked, { ...given, identity: [...given.identity, policyOf([deny])] })) expect(decide(asked, given)).toBe('allowed');
  });
});

test('adding an allow anywhere never denies more', () => {
  expectLaw([request, input, statementOf(fc.constant('Allow'))], (asked, given, allow) => {
    const before = decide(asked, given);
    const after = decide(asked, withEverywhere(given, allow));
    if (before === 'allowed') expect(after).toBe('allowed');
    expect(after === 'explicit-deny').toBe(before === 'explicit-deny');
  });
});

test('a boundary, a session policy and a service control policy each leave what they allow themselves', () => {
  expectLaw([request, policies, policies], (asked, identity, ceiling) => {
    const { principal: _, ...own } = asked;
    const both = allows(own, { identity }) && allows(own, { identity: ceiling });
    expect(allows(own, { identity, boundary: ceiling })).toBe(both);
    expect(allows(own, { identity, session: ceiling })).toBe(both);
    expect(allows(own, { identity, scp: [ceiling] })).toBe(both);
    expect(allows(own, { identity, scp: [[policyOf(fullAccess)], ceiling] })).toBe(both);
  });
});

test('a limit never allows more, whoever asks', () => {
  expectLaw([request, input, policies], (asked, given, ceiling) => {
    const { boundary: _, ...unbounded } = given;
    const { session: __, ...unscoped } = given;
    if (allows(asked, { ...unbounded, boundary: ceiling })) expect(decide(asked, unbounded)).toBe('allowed');
    if (allows(asked, { ...unscoped, session: ceiling })) expect(decide(asked, unscoped)).toBe('allowed');
    if (allows(asked, { ...given, scp: [...(given.scp ?? []), ceiling] })) expect(decide(asked, given)).toBe('allowed');
    if (allows(asked, { ...given, rcp: [...(given.rcp ?? []), ceiling] })) expect(decide(asked, given)).toBe('allowed');
  });
});

const fullAccess = parsePolicy({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }).policy.statements;

test('the order of statements and how they are split into policies is irrelevant', () => {
  expectLaw([request, input, fc.array(anyStatement, { maxLength: 5 }), fc.nat(4)], (asked, given, statements, at) => {
    const together = decide(asked, { ...given, identity: [policyOf(statements)] });
    const split = [policyOf(statements.slice(at).toReversed()), policyOf(statements.slice(0, at))];
    expect(decide(asked, { ...given, identity: split })).toBe(together);
  });
});

test('a statement with several actions and resources is one statement for each pair', () => {
  expectLaw([request, anyStatement], (asked, statement) => {
    fc.pre(!statement.actions.not && statement.resources?.not === false);
    const pairs = statement.actions.patterns.flatMap((action) =>
      statement.resources!.patterns.map((resource) => ({
        ...statement,
        actions: { not: false, patterns: [action] },
        resources: { not: false, patterns: [resource] },
      })),
    );
    expect(decide(asked, { identity: [policyOf(pairs)] })).toBe(decide(asked, { identity: [policyOf([statement])] }));
  });
});

test('a single value says the same as a list of it', () => {
  const value = fc.record({
    action: fc.constantFrom('s3:*', '*'),
    resource: fc.constantFrom('*', 'arn:aws:s3:::tickets/*'),
    region: fc.constantFrom('eu-west-1', 'us-*'),
  });
  expectLaw([request, value], (asked, { action, resource, region }) => {
    const read = (wrap: (text: string) => unknown): Policy =>
      parsePolicy({
        Statement: {
          Effect: 'Allow',
          Action: wrap(action),
          Resource: wrap(resource),
          Condition: { StringLike: { 'aws:RequestedRegion': wrap(region) } },
        },
      }).policy;
    expect(read((text) => text)).toEqual(read((text) => [text]));
    expect(decide(asked, { identity: [read((text) => text)] })).toBe(decide(asked, { identity: [read((text) => [text, text])] }));
  });
});

test('without a principal and a resource the decision is that of a plain oracle', () => {
  expectLaw([request, policies], (asked, identity) => {
    const { principal: _, ...own } = asked;
    const decisions = identity
      .flatMap(({ statements }) => statements)
      .map((statement) => ({
        effect: statement.effect,
        applies: decide(own, { identity: [policyOf([{ ...statement, effect: 'Allow' }])] }) === 'allowed',
      }));
    const expected = decisions.some(({ effect, applies }) => applies && effect === 'Deny')
      ? 'explicit-deny'
      : decisions.some(({ applies }) => applies)
        ? 'allowed'
        : 'implicit-deny';
    expect(decide(own, { identity })).toBe(expected);
  });
});

test('an explanation holds exactly when the decision is allowed, and names every statement', () => {
  expectLaw([request, input], (asked, given) => {
    const { decision, explain } = evaluate(asked, given);
    expect(explain.holds).toBe(decision === 'allowed');
    expect(explanationLines(explain).every((line) => /^ *[+-] .+: .+/.test(line))).toBe(true);
  });
});
