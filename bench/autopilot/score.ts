import type { Claim, ClaimedGrant } from './claim.ts';
import type { LabelledCall, LabelledFunction, LabelledResource } from './labels.ts';

/** Counts over functions; precision is right / claimed, recall right / labelled. */
export interface Score {
  operations: Counted;
  actions: Counted;
  /** Needs whose resource can be known: how many are granted on exactly that. */
  bound: { right: number; of: number };
  /** Needs whose resource cannot be known: how many the tool says so of. */
  admitted: { right: number; of: number };
  /** What was missed and what was claimed and is not so, for reading. */
  readonly errors: string[];
}

interface Counted {
  right: number;
  claimed: number;
  labelled: number;
}

/** A score of no functions. */
export function emptyScore(): Score {
  const none = { right: 0, claimed: 0, labelled: 0 };
  return { operations: { ...none }, actions: { ...none }, bound: { right: 0, of: 0 }, admitted: { right: 0, of: 0 }, errors: [] };
}

/** Adds what a tool says of a function to its score. */
export function addScore(score: Score, labelled: LabelledFunction, claim: Claim): void {
  const name = `${labelled.template}#${labelled.function}`;
  const operations = new Set(labelled.calls.flatMap((call) => (call.operation === null ? [] : [operationOf(call)])));
  const actions = new Set(labelled.calls.flatMap((call) => call.needs.map((need) => need.action)));
  const optional = new Set(labelled.optional.filter((action) => !actions.has(action)));
  count(score.operations, operations, claim.operations, (text) => score.errors.push(`${name}: ${text}`));
  const claimed = new Set([...claim.actions].filter((action) => !optional.has(action)));
  count(score.actions, actions, claimed, (text) => score.errors.push(`${name}: ${text}`));
  for (const call of labelled.calls) {
    for (const need of call.needs) {
      const all = labelled.calls
        .filter((other) => operationOf(other) === operationOf(call))
        .flatMap((other) => other.needs.filter(({ action }) => action === need.action).map(({ on }) => on));
      const grants = claim.grants.filter(
        ({ operation, action }) =>
          action === need.action && (operation === null || call.operation === null || operation === operationOf(call)),
      );
      const right = grants.length > 0 && isRight(need.on, all, grants);
      const part = need.on === 'unknown' ? score.admitted : score.bound;
      part.of++;
      if (right) part.right++;
      else score.errors.push(`${name}: ${operationOf(call)} ${need.action}: ${grants.map((grant) => grant.logicalId ?? grant.arn).join()}`);
    }
  }
}

function operationOf({ service, operation }: LabelledCall): string {
  return `${service} ${operation}`;
}

function count(counted: Counted, labelled: ReadonlySet<string>, claimed: ReadonlySet<string>, wrong: (text: string) => void): void {
  counted.labelled += labelled.size;
  counted.claimed += claimed.size;
  counted.right += [...claimed].filter((one) => labelled.has(one)).length;
  for (const one of labelled) if (!claimed.has(one)) wrong(`missed ${one}`);
  for (const one of claimed) if (!labelled.has(one)) wrong(`not so: ${one}`);
}

/** Whether an action is granted on what the label names, and on nothing that no call of the operation is labelled with. */
function isRight(on: LabelledResource, all: readonly LabelledResource[], grants: readonly ClaimedGrant[]): boolean {
  const covered = grants.filter((grant) => fits(on, grant));
  if (grants.some((grant) => !all.some((other) => fits(other, grant)))) return false;
  if (typeof on === 'object' && 'app' in on) return on.app.every((id) => covered.some(({ logicalId }) => logicalId === id));
  return covered.length > 0;
}

function fits(on: LabelledResource, { logicalId, arn, saidUnknown }: ClaimedGrant): boolean {
  if (on === 'unknown') return logicalId === null && saidUnknown;
  if (on === '*') return arn === '*' && !saidUnknown;
  if ('app' in on) return logicalId !== null && on.app.includes(logicalId);
  // The ARN of a log group is also written with `:*`.
  return on.named.some((text) => arn.replace(/:\*$/, '').endsWith(text));
}
