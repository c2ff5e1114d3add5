// What `casemate fix` does to real templates: `node bench/fix.ts FOLDER... [--check ID,...] [--safe] [--limit N] [--diff]`.
import { parseArgs } from 'node:util';
import { prepare } from '../src/analyze.ts';
import { unifiedDiff } from '../src/edit/unified-diff.ts';
import { findApps } from '../src/readers/load.ts';
import { DEFAULT_CONFIG } from '../src/model/config.ts';
import { SERIOUS, fixTemplate } from './fix-run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'string', default: '' },
    safe: { type: 'boolean', default: false },
    limit: { type: 'string', default: '100000' },
    diff: { type: 'boolean', default: false },
  },
});
await prepare();

interface Row {
  fails: number;
  safe: number;
  review: number;
  mended: number;
  back: Map<string, string>;
}
const rows = new Map<string, Row>();
const rowOf = (check: string): Row => {
  const row = rows.get(check) ?? { fails: 0, safe: 0, review: 0, mended: 0, back: new Map() };
  rows.set(check, row);
  return row;
};
const checks = values.check === '' ? [] : values.check.split(',');
const cwd = process.cwd();
const reading = { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG };
const roots = findApps(positionals, reading)
  .templates.filter((template) => template.isRoot)
  .slice(0, Number(values.limit));
const times: number[] = [];
for (const root of roots) {
  const started = performance.now();
  const run = fixTemplate(root.candidate.path, { cwd, checks, safeOnly: values.safe });
  times.push(performance.now() - started);
  for (const app of run.before.apps) {
    for (const finding of app.findings) {
      if (finding.verdict !== 'fail' || (checks.length > 0 && !checks.includes(finding.check))) continue;
      if (checks.length === 0 && !SERIOUS.has(finding.severity)) continue;
      const row = rowOf(finding.check);
      row.fails++;
      if (finding.fix?.safety === 'safe') row.safe++;
      if (finding.fix?.safety === 'review') row.review++;
      const isLeft = run.after.apps.some((other) => other.findings.some((one) => one.fingerprint === finding.fingerprint));
      if (!isLeft) row.mended++;
    }
  }
  for (const app of run.apps) {
    for (const { finding, title, reason } of app.rejected) rowOf(finding.check).back.set(`${root.candidate.path}: ${title}`, reason);
    if (values.diff) for (const file of app.files) console.log(unifiedDiff({ path: file.shown, before: file.before, after: file.text }));
  }
}
console.log('check | fails | safe | review | mended | taken back');
const total = { fails: 0, safe: 0, review: 0, mended: 0, back: 0 };
for (const [check, row] of [...rows].toSorted((a, b) => b[1].fails - a[1].fails)) {
  console.log(`${check} | ${row.fails} | ${row.safe} | ${row.review} | ${row.mended} | ${row.back.size}`);
  for (const [title, reason] of row.back) console.log(`    ${title}: ${reason}`);
  total.fails += row.fails;
  total.safe += row.safe;
  total.review += row.review;
  total.mended += row.mended;
  total.back += row.back.size;
}
console.log(`total | ${total.fails} | ${total.safe} | ${total.review} | ${total.mended} | ${total.back}`);
const sorted = times.toSorted((a, b) => a - b);
console.log(`${roots.length} apps, median ${sorted[sorted.length >> 1]?.toFixed(0)} ms, longest ${sorted.at(-1)?.toFixed(0)} ms`);
