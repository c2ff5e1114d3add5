import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { evaluate } from './evaluate.ts';
import type { EvaluationInput } from './evaluate.ts';
import { explanationLines } from './explain.ts';
import { parsePolicy } from './parse.ts';
import type { Policy } from './policy.ts';
import type { Principal } from './principal.ts';

/** Cases that share policies and the page of AWS's documentation that says how they come out. A case overrides its group's request. */
interface Group {
  readonly source: string;
  readonly action: string;
  readonly resource: string;
  readonly policies: {
    readonly identity: readonly unknown[];
    readonly resource?: { readonly account: string; readonly policy: unknown };
    readonly boundary?: readonly unknown[];
    readonly session?: readonly unknown[];
    readonly scp?: readonly (readonly unknown[])[];
    readonly rcp?: readonly (readonly unknown[])[];
  };
  readonly cases: readonly {
    readonly claim: string;
    readonly principal?: string;
    readonly action?: string;
    readonly resource?: string;
    readonly context?: Readonly<Record<string, readonly string[]>>;
    readonly expect: string;
  }[];
}

const folder = new URL('vectors/', import.meta.url);
const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const principals = readJson('principals.json') as Readonly<Record<string, Principal>>;
const topics = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'principals.json')
  .map((name) => readJson(name) as { topic: string; groups: Group[] });

function parsed(document: unknown): Policy {
  const { policy, problems } = parsePolicy(document);
  expect(problems).toEqual([]);
  return policy;
}

function policiesOf({ policies: { identity, resource, boundary, session, scp, rcp } }: Group): EvaluationInput {
  const all = (documents: readonly unknown[]): Policy[] => documents.map(parsed);
  return {
    identity: all(identity),
    ...(resource && { resource: { account: resource.account, policy: resource.policy === null ? null : parsed(resource.policy) } }),
    ...(boundary && { boundary: all(boundary) }),
    ...(session && { session: all(session) }),
    ...(scp && { scp: scp.map(all) }),
    ...(rcp && { rcp: rcp.map(all) }),
  };
}

describe.each(topics)('$topic', ({ groups }) => {
  const vectors = groups.flatMap((group) => group.cases.map((vector) => ({ ...vector, group })));

  test.each(vectors)('$claim', ({ group, principal, expect: expected, ...own }) => {
    const who = principal === undefined ? {} : { principal: principals[principal]! };
    const request = {
      action: own.action ?? group.action,
      resource: own.resource ?? group.resource,
      context: new Map(Object.entries(own.context ?? {})),
      ...who,
    };
    const { decision, explain } = evaluate(request, policiesOf(group));
    const why = explanationLines(explain);
    expect({ decision, why }).toEqual({ decision: expected, why });
    expect(explain.holds).toBe(decision === 'allowed');
  });

  test('every vector names its page of AWS documentation, and its principal is known', () => {
    for (const { group, principal } of vectors) {
      expect(group.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/(?:IAM|organizations|kms|STS|AmazonS3)\/.+\.html(?:#.+)?$/);
      expect(principal === undefined || principal in principals).toBe(true);
    }
  });

  test('context keys are in lower case', () => {
    const keys = vectors.flatMap(({ context }) => Object.keys(context ?? {}));
    expect(keys).toEqual(keys.map((key) => key.toLowerCase()));
  });
});

test('there are at least 250 vectors, and no claim stands twice', () => {
  const claims = topics.flatMap(({ groups }) => groups.flatMap(({ cases }) => cases.map(({ claim }) => claim)));
  expect(claims.length).toBeGreaterThanOrEqual(250);
  expect(new Set(claims).size).toBe(claims.length);
});
