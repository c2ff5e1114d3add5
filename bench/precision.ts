// node bench/precision.ts COUNT SEED FOLDER...: a random sample of failing findings over all apps below the folders, for judging by hand.
// Prints one block per finding: number, app, check, subject, place, message, and the lines around it.
import { analyze } from '../src/analyze.ts';
import type { Finding } from '../src/model/report.ts';

const [count = '100', seed = '1', ...folders] = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node bench/precision.ts COUNT SEED FOLDER...');
  process.exit(2);
}

const today = new Date().toISOString().slice(0, 10);
const options = { cwd: process.cwd(), today, config: null, baseline: null, parameters: {}, region: null, practices: [], checks: [] };
const findings = folders
  .flatMap((folder) => analyze([folder], options).apps)
  .flatMap((app) => app.findings.map((finding) => ({ app: app.root, finding })))
  .filter(({ finding }) => finding.verdict === 'fail' && finding.suppressed === null);

const sample = shuffled(findings, Number(seed)).slice(0, Number(count));
console.log(`${findings.length} failing findings; a sample of ${sample.length} with seed ${seed}`);
sample.forEach(({ app, finding }, i) => print(i + 1, app, finding));

function print(number: number, app: string, finding: Finding): void {
  const { source, start } = finding.at;
  const { line } = source.position(start);
  console.log(`\n#${number} ${app.split('/').at(-1)} | ${finding.check} | ${finding.subject} | ${source.path}:${line} | ${finding.severity}`);
  console.log(`   ${finding.message}${finding.when === null ? '' : ` (${finding.when})`}`);
  for (let near = Math.max(1, line - 1); near <= line + 4; near++) console.log(`   ${near === line ? '>' : ' '} ${source.line(near).slice(0, 150)}`);
}

/** Fisher-Yates with a small seeded generator (mulberry32), so that a sample can be drawn again. */
function shuffled<T>(items: readonly T[], start: number): T[] {
  const result = [...items];
  let state = start >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let i = result.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [result[i], result[other]] = [result[other]!, result[i]!];
  }
  return result;
}
