/**
 * Counts findings that say one fact twice over all apps below the folders: `node bench/overlap.ts [--pairs] FOLDER...`.
 *
 * Findings of one app that share a place (file, start and end) or a subject must be about different facts, as the reviewed
 * table of test/support/facts.ts has it. With `--pairs` also how often two checks meet at one place.
 */
import { parseArgs } from 'node:util';
import { toldTwice } from '../test/support/facts.ts';
import { judgeFolders } from './judge.ts';
import type { JudgedApp } from './judge.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { pairs: { type: 'boolean', default: false } } });
if (positionals.length === 0) {
  console.error('usage: node bench/overlap.ts [--pairs] FOLDER...');
  process.exit(2);
}

const apps = judgeFolders(positionals);
const twice = apps.flatMap(({ name, findings }) => toldTwice(findings).map((pair) => ({ name, pair })));
const fails = apps.reduce((sum, { findings }) => sum + findings.filter(isOpen).length, 0);
console.log(`${fails} failing findings in ${apps.length} apps; ${twice.length} pairs say one fact twice`);
for (const { name, pair } of twice) {
  const [first] = pair;
  console.log(`  ${name}:${first.at.source.position(first.at.start).line}`);
  for (const { check, code, subject, message } of pair) console.log(`    ${check} ${code} ${subject}: ${message}`);
}
if (values.pairs) for (const [name, count] of meetings(apps)) console.log(`  ${count} ${name}`);

function isOpen({ verdict, suppressed }: JudgedApp['findings'][number]): boolean {
  return verdict === 'fail' && suppressed === null;
}

/** How often findings of two checks stand at one place. */
function meetings(judged: readonly JudgedApp[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { findings } of judged) {
    const places = Map.groupBy(findings.filter(isOpen), ({ at }) => `${at.source.path} ${at.start} ${at.end}`);
    for (const group of places.values()) {
      group.forEach((first, i) => {
        for (const second of group.slice(i + 1)) {
          const name = [`${first.check} ${first.code}`, `${second.check} ${second.code}`].toSorted().join(' + ');
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
      });
    }
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
