/**
 * casemate beside IAM Policy Autopilot (https://github.com/awslabs/iam-policy-autopilot) on functions labelled by hand
 * (bench/autopilot/labels.json and, after what these showed was mended, labels-later.json; both drawn by bench/autopilot-draw.ts):
 *
 *     AUTOPILOT=.../bin/iam-policy-autopilot node bench/autopilot.ts [--labels labels-later] [--reference most] [--runs 3] [--errors] PATTERNS
 *
 * Without AUTOPILOT only casemate's columns are printed. The peer fetches AWS's service reference over the network; here it is
 * told to fetch one from the loopback interface (bench/autopilot/reference-server.ts). Telemetry is off. Each tool is given what
 * its user would: casemate a template, the peer the files that the function runs. `--runs 0` leaves the times out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { prepare } from '../src/analyze.ts';
import { casemateClaim, casemateCommand } from './autopilot/casemate.ts';
import type { Claim } from './autopilot/claim.ts';
import { labelledFunctions } from './autopilot/labels.ts';
import type { LabelledFunction } from './autopilot/labels.ts';
import { peerClaim, peerCommand } from './autopilot/peer.ts';
import { addScore, emptyScore } from './autopilot/score.ts';
import type { Score } from './autopilot/score.ts';
import { measure, median } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labels: { type: 'string', default: 'labels' },
    reference: { type: 'string', default: 'least' },
    runs: { type: 'string', default: '3' },
    errors: { type: 'boolean', default: false },
  },
});
const root = resolve(positionals[0] ?? '.');

/** A tool under comparison. */
interface Tool {
  readonly name: string;
  readonly claim: (labelled: LabelledFunction) => Claim;
  readonly command: (labelled: LabelledFunction) => string[];
}

function share({ right, of }: { readonly right: number; readonly of: number }): string {
  return of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} % (${right}/${of})`;
}

function printScore(name: string, { operations, actions, bound, admitted }: Score): void {
  const rows = [
    ['operations, precision', { right: operations.right, of: operations.claimed }],
    ['operations, recall', { right: operations.right, of: operations.labelled }],
    ['actions, precision', { right: actions.right, of: actions.claimed }],
    ['actions, recall', { right: actions.right, of: actions.labelled }],
    ['needs on exactly the right resource', bound],
    ['needs said to have an unknown resource', admitted],
  ] as const;
  for (const [title, part] of rows) console.log(`  ${name.padEnd(22)} ${title.padEnd(40)} ${share(part)}`);
}

function compare(tools: readonly Tool[], functions: readonly LabelledFunction[], title: string, shown: boolean): void {
  console.log(`${title}: ${functions.length} functions`);
  for (const { name, claim } of tools) {
    const score = emptyScore();
    for (const labelled of functions) addScore(score, labelled, claim(labelled));
    printScore(name, score);
    if (shown) for (const error of score.errors) console.log(`    ${error}`);
  }
}

/** Every run a new process, the tools in turn; each function's median, and of these the median, the largest and the sum. */
function times(tools: readonly Tool[], functions: readonly LabelledFunction[]): void {
  const medians = new Map<string, number[]>(tools.map(({ name }) => [name, []]));
  for (const labelled of functions) {
    const seconds = new Map<string, number[]>(tools.map(({ name }) => [name, []]));
    for (let run = 0; run < Number(values.runs); run++) {
      for (const { name, command } of tools) seconds.get(name)?.push(measure(command(labelled), 2).seconds);
    }
    for (const { name } of tools) medians.get(name)?.push(median(seconds.get(name) ?? []));
  }
  for (const [name, each] of medians) {
    const sum = each.reduce((a, b) => a + b, 0);
    console.log(
      `  ${name.padEnd(22)} a function: median ${median(each).toFixed(3)} s, at most ${Math.max(...each).toFixed(3)} s; all ${sum.toFixed(1)} s`,
    );
  }
}

/** The same claims are asked for by several tables. */
function remembered(claim: Tool['claim']): Tool['claim'] {
  const known = new Map<LabelledFunction, Claim>();
  return (labelled) => {
    const before = known.get(labelled) ?? claim(labelled);
    known.set(labelled, before);
    return before;
  };
}

const scratch = mkdtempSync(join(tmpdir(), 'casemate-autopilot-'));
const server = new Worker(new URL('./autopilot/reference-server.ts', import.meta.url), { workerData: values.reference });
const port = await new Promise<number>((listening) => server.once('message', listening));
// The peer keeps what it fetched in the folder for temporary files: an empty one of its own makes it fetch from the loopback interface.
Object.assign(process.env, {
  IAM_POLICY_AUTOPILOT_SERVICE_REFERENCE_URL: `http://127.0.0.1:${port}/`,
  DISABLE_IAM_POLICY_AUTOPILOT_TELEMETRY: 'true',
  TMPDIR: scratch,
});
await prepare();
const { AUTOPILOT } = process.env;
const tools: Tool[] = [
  { name: 'casemate', claim: remembered((one) => casemateClaim(root, one)), command: (one) => casemateCommand(root, one) },
];
if (AUTOPILOT !== undefined) {
  const claim = remembered((one) => peerClaim(AUTOPILOT, root, one));
  tools.push({ name: 'iam-policy-autopilot', claim, command: (one) => peerCommand(AUTOPILOT, root, one) });
}
const functions = labelledFunctions(values.labels);
compare(tools, functions, 'all', values.errors);
compare(
  tools,
  functions.filter(({ sdk }) => sdk !== 'v2'),
  'without those that use the SDK for JavaScript v2',
  false,
);
compare(
  tools,
  functions.filter(({ sdk }) => sdk === 'v3' || sdk === 'v2'),
  'JavaScript and TypeScript',
  false,
);
compare(
  tools,
  functions.filter(({ sdk }) => sdk === 'boto3'),
  'Python',
  false,
);
if (Number(values.runs) > 0) times(tools, functions);
await server.terminate();
rmSync(scratch, { recursive: true });
