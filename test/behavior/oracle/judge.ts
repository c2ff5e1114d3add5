import { actionMatches, globMatches } from '../../../src/iam/match.ts';
import { patternsOverlap } from '../../../src/iam/overlap.ts';
import { evaluate } from '../../../src/iam/evaluate.ts';
import type { Policy } from '../../../src/iam/policy.ts';
import type { App } from '../../../src/model/app.ts';
import type { Behavior } from '../../../src/model/behavior.ts';
import type { Need } from '../../../src/model/needs.ts';
import { property } from '../../../src/model/template.ts';
import { exactText, get, itemsOf } from '../../../src/model/value.ts';
import { askedOf } from './needed.ts';
import type { Asked, RecordedCall } from './needed.ts';
import { filled } from './physical.ts';
import type { Physical } from './physical.ts';

/** A recorded call with what it asked the policies of its caller for. */
export interface JudgedCall extends RecordedCall {
  readonly asked: readonly Asked[];
}

/** Recorded calls with what they ask for. */
export function judged(calls: readonly RecordedCall[], physical: Physical): readonly JudgedCall[] {
  return calls.map((call) => ({ ...call, asked: askedOf(call, physical) }));
}

/** Recorded calls that the behaviour does not have, by service, operation and resource. */
export function notInBehavior(calls: readonly JudgedCall[], behavior: Behavior, physical: Physical): string[] {
  return calls.flatMap(({ service, operation, asked }) => {
    const same = behavior.calls.filter((call) => call.service === service && call.operation === operation);
    if (same.length === 0) return [`${service} ${operation}`];
    const grants = same.flatMap((call) => call.grants);
    const has = ({ action, arn }: Asked): boolean =>
      grants.some((grant) => grant.action === action && grant.targets.some((target) => globMatches(filled(target.arn, physical), arn)));
    return asked.filter((one) => !has(one)).map((one) => `${service} ${operation}: ${one.action} on ${one.arn}`);
  });
}

/** What recorded calls ask for and the policy does not allow. */
export function notAllowed(calls: readonly JudgedCall[], policy: Policy, physical: Physical): string[] {
  const identity = [policyFilled(policy, physical)];
  return calls
    .flatMap((call) => call.asked)
    .filter(({ action, arn }) => evaluate({ action, resource: arn, context: new Map() }, { identity }).decision !== 'allowed')
    .map(({ action, arn }) => `${action} on ${arn}`);
}

/** A policy with the names that the deployment gave. */
export function policyFilled(policy: Policy, physical: Physical): Policy {
  const fill = (texts: readonly string[]): string[] => texts.map((text) => filled(text, physical));
  return {
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      resources: statement.resources && { ...statement.resources, patterns: fill(statement.resources.patterns) },
      principals: statement.principals && {
        ...statement.principals,
        entries: statement.principals.entries.map((entry) => ({ ...entry, value: filled(entry.value, physical) })),
      },
      conditions: statement.conditions.map((condition) => ({ ...condition, values: fill(condition.values) })),
    })),
  };
}

/**
 * What the policy allows the function's code on the app's own resources and no recorded call used: `dynamodb:PutItem on Orders`. A table's
 * indexes and a bucket's objects stand apart. Left out is what only services do with the caller's rights, since no SDK shows that.
 */
export function excess(
  calls: readonly JudgedCall[],
  needs: readonly Need[],
  { app, physical }: { app: App; physical: Physical },
): string[] {
  const parts = partsOf(app, physical);
  const used = calls
    .flatMap((call) => call.asked)
    .flatMap(({ action, arn }) => parts.filter((part) => part.holds(arn)).map((part) => `${action} on ${part.name}`));
  const allowed = needs
    .filter((need) => need.viaService === null && need.reasons.some((reason) => reason.call !== null))
    .flatMap(({ action, arn }) => {
      const pattern = filled(arn, physical);
      return parts.filter((part) => part.service === prefixOf(action) && part.covered(pattern)).map((part) => `${action} on ${part.name}`);
    });
  return [...new Set(allowed)].filter((pair) => !used.some((one) => actionMatches(one, pair) || one === pair)).toSorted();
}

const prefixOf = (action: string): string => action.slice(0, action.indexOf(':'));

/** A resource of the app, or a part of one that policies name apart. */
interface Part {
  readonly name: string;
  readonly service: string;
  /** Whether an ARN is of this part. */
  holds(arn: string): boolean;
  /** Whether a pattern has ARNs of this part. */
  covered(pattern: string): boolean;
}

function partsOf(app: App, physical: Physical): Part[] {
  return app.resources.flatMap((resource): Part[] => {
    const arn = physical[resource.id]?.['Arn']?.replace(/:\*$/, '');
    if (arn === undefined || arn === '') return [];
    const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((list) =>
      itemsOf(property(resource, list)).flatMap((index) => exactText(get(index, 'IndexName')) ?? []),
    );
    const isBucket = resource.type === 'AWS::S3::Bucket';
    return [
      part(resource.id, arn, isBucket || resource.type === 'AWS::DynamoDB::Table' ? [] : ['/', ':']),
      ...(isBucket ? [part(`objects of ${resource.id}`, arn, ['/'], false)] : []),
      ...indexes.map((index) => part(`index ${index} of ${resource.id}`, `${arn}/index/${index}`, [])),
    ];
  });
}

/** `below`: what may follow the ARN; `itself`: whether nothing may. */
function part(name: string, arn: string, below: readonly string[], itself = true): Part {
  const holds = (text: string): boolean => (itself && text === arn) || below.some((mark) => text.startsWith(`${arn}${mark}`));
  return {
    name,
    service: arn.split(':')[2] ?? '',
    holds,
    covered: (pattern) => (itself && globMatches(pattern, arn)) || below.some((mark) => patternsOverlap(pattern, `${arn}${mark}*`)),
  };
}
