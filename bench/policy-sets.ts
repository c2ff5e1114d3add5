/**
 * Compares `difference` with asking every request of a small world, for random pairs of policies, and says how often they disagree,
 * how often the answer was "not decided", and the time: `node bench/policy-sets.ts [--pairs 100000] [--seed 1] [--variables]`
 */
import { parseArgs } from 'node:util';
import { difference } from '../src/iam/difference.ts';
import { evaluate } from '../src/iam/evaluate.ts';
import { allContexts, allTexts, bruteForce } from '../src/iam/sets/testing/brute-force.ts';
import { ACTIONS_ASKED, randomPair, randomPairWithVariables, seeded } from '../src/iam/sets/testing/random-policies.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    variables: { type: 'boolean', default: false },
  },
});

const RESOURCES = allTexts(['a', 'b', 'c'], values.variables ? 3 : 4);
const count = { pairs: 0, differ: 0, undecided: 0, missed: 0, unconfirmed: 0 };
const times: number[] = [];

function compare(seed: number): void {
  const { a, b, keys } = values.variables ? randomPairWithVariables(seeded(seed)) : randomPair(seeded(seed));
  const started = performance.now();
  const answer = difference([a], [b], { actions: ACTIONS_ASKED, resources: ['*'] });
  times.push(performance.now() - started);
  count.pairs++;
  if (!answer.decided) {
    count.undecided++;
    return;
  }
  const { witness } = answer;
  if (witness === null) {
    const found = bruteForce(a, b, { actions: ACTIONS_ASKED, resources: RESOURCES, contexts: allContexts(keys) });
    if (found === null) return;
    count.missed++;
    console.log(`seed ${seed}: missed ${found.action} on ${found.resource} with ${JSON.stringify([...found.context])}`);
    return;
  }
  count.differ++;
  const allowed = (policy: typeof a): boolean => evaluate(witness, { identity: [policy] }).decision === 'allowed';
  if (allowed(a) && !allowed(b)) return;
  count.unconfirmed++;
  console.log(`seed ${seed}: not confirmed: ${witness.action} on ${witness.resource} with ${JSON.stringify([...witness.context])}`);
}

const first = Number(values.seed);
const started = performance.now();
for (let seed = first; seed < first + Number(values.pairs); seed++) compare(seed);
times.sort((x, y) => x - y);
const share = (part: number): string => (times[Math.floor((times.length - 1) * part)] ?? 0).toFixed(3);
console.log(
  `${count.pairs} pairs: ${count.differ} differ, ${count.pairs - count.differ - count.undecided} do not, ${count.undecided} undecided`,
);
console.log(`mismatches: ${count.missed} differences missed, ${count.unconfirmed} witnesses not confirmed`);
console.log(
  `difference: median ${share(0.5)} ms, 99 % within ${share(0.99)} ms, longest ${share(1)} ms; all ${((performance.now() - started) / 1000).toFixed(1)} s`,
);
if (count.missed + count.unconfirmed > 0) process.exitCode = 1;
