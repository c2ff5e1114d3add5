/**
 * Draws findings over all apps below the folders, for judging by hand:
 *
 *     node bench/precision.ts [--count 100] [--seed 1] [--per-check N] [--verdict fail|unknown] [--lines 6] FOLDER...
 *
 * Prints one block per finding: number, app, check, subject, place, message, evidence, and the lines around it. With
 * `--per-check` up to N of each check instead of `--count` of all. Run it from the folder that holds the corpora.
 */
import { parseArgs } from 'node:util';
import { judgeFolders } from './judge.ts';
import { shuffled } from './shuffled.ts';
import type { Finding } from '../src/model/report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    'per-check': { type: 'string' },
    verdict: { type: 'string', default: 'fail' },
    check: { type: 'string', multiple: true, default: [] },
    lines: { type: 'string', default: '6' },
  },
});
if (positionals.length === 0) {
  console.error(
    'usage: node bench/precision.ts [--count N] [--seed N] [--per-check N] [--verdict fail|unknown] [--check ID] [--lines N] FOLDER...',
  );
  process.exit(2);
}

interface AppFinding {
  readonly app: string;
  readonly finding: Finding;
}

const findings = judgeFolders(positionals, values.check)
  .flatMap((app) => app.findings.map((finding): AppFinding => ({ app: app.name, finding })))
  .filter(({ finding }) => finding.verdict === values.verdict && finding.suppressed === null);
const shuffledFindings = shuffled(findings, Number(values.seed));
const perCheck = values['per-check'];
const sample = perCheck === undefined ? shuffledFindings.slice(0, Number(values.count)) : ofEachCheck(shuffledFindings, Number(perCheck));
console.log(`${findings.length} ${values.verdict} findings; a sample of ${sample.length} with seed ${values.seed}`);
sample.forEach((one, i) => print(i + 1, one));

function print(number: number, { app, finding }: AppFinding): void {
  const { source, start } = finding.at;
  const { line } = source.position(start);
  console.log(`\n#${number} ${app} | ${finding.check} | ${finding.subject} | ${source.path}:${line} | ${finding.severity}`);
  console.log(`   ${finding.message}${finding.when === null ? '' : ` (${finding.when})`}`);
  for (const { text, at } of finding.evidence)
    console.log(`   - ${text}${at === undefined ? '' : ` (line ${at.source.position(at.start).line})`}`);
  for (let near = Math.max(1, line - 1); near <= line + Number(values.lines); near++) {
    console.log(`   ${near === line ? '>' : ' '} ${source.line(near).slice(0, 150)}`);
  }
}

function ofEachCheck(items: readonly AppFinding[], most: number): AppFinding[] {
  const byCheck = Map.groupBy(items, ({ finding }) => finding.check);
  return [...byCheck].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, ofOne]) => ofOne.slice(0, most));
}
