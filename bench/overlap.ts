/**
 * Counts findings that stand on one another over all apps below the folders: `node bench/overlap.ts [--show N] FOLDER...`.
 *
 * Two counts: pairs of checks whose findings of one app name the same file, start and end; and pairs that name the same
 * subject. The first must be explained by the reviewed list of test/e2e/one-fact-one-finding.test.ts.
 */
import { parseArgs } from 'node:util';
import { judgeFolders } from './judge.ts';
import type { AppFinding } from './judge.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { show: { type: 'string', default: '0' } } });
if (positionals.length === 0) {
  console.error('usage: node bench/overlap.ts [--show N] FOLDER...');
  process.exit(2);
}

const findings = judgeFolders(positionals).filter(({ finding }) => finding.verdict === 'fail' && finding.suppressed === null);
const apps = new Set(findings.map(({ app }) => app)).size;
console.log(`${findings.length} failing findings in ${apps} apps`);
report('one value', (app, { at }) => `${app} ${at.source.path} ${at.start} ${at.end}`);
report('one subject', (app, { subject }) => `${app} ${subject}`);

function report(title: string, keyOf: (app: string, finding: AppFinding['finding']) => string): void {
  const groups = Map.groupBy(findings, ({ app, finding }) => keyOf(app, finding));
  const pairs = [...groups.values()].flatMap((group) =>
    group.flatMap((first, i) => group.slice(i + 1).map((second) => ({ first, second, name: pairName(first, second) }))),
  );
  const byName = [...Map.groupBy(pairs, ({ name }) => name)].toSorted(([, a], [, b]) => b.length - a.length);
  console.log(`\n${title}: ${pairs.length} pairs`);
  for (const [name, some] of byName) {
    console.log(`  ${some.length} ${name}`);
    for (const { first, second } of some.slice(0, Number(values.show))) {
      const { source, start } = first.finding.at;
      console.log(
        `    ${first.app}/${source.path}:${source.position(start).line}\n      ${first.finding.message}\n      ${second.finding.message}`,
      );
    }
  }
}

function pairName(first: AppFinding, second: AppFinding): string {
  return [first.finding, second.finding]
    .map(({ check, code }) => `${check} ${code}`)
    .toSorted()
    .join(' + ');
}
