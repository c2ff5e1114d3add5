// How long `casemate fix` takes on an app of ten functions: `node bench/fix-time.ts [RUNS]`. The app is examples/orders with four of its
// functions a second time, under other names and routes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const AGAIN: readonly (readonly [from: string, to: string])[] = [
  ['SaveOrder', 'SaveReturn'],
  ['ListOrders', 'ListReturns'],
  ['ExportOrders', 'ExportReturns'],
  ['RemindCustomers', 'RemindReturners'],
];

/** The text of a resource of the template, up to the next. */
function resourceText(template: string, id: string): string {
  const start = template.indexOf(`\n  ${id}:\n`) + 1;
  const rest = template.slice(start);
  const end = rest.slice(1).search(/\n {2}\w+:\n/);
  return `${rest.slice(0, end + 1).trimEnd()}\n`;
}

const folder = mkdtempSync(join(tmpdir(), 'casemate-ten-'));
const times: number[] = [];
try {
  const template = readFileSync(join(ROOT, 'examples/orders/template.yaml'), 'utf8');
  const more = AGAIN.map(([from, to]) => resourceText(template, from).replaceAll(from, to).replaceAll('Path: /orders', 'Path: /returns'));
  const ten = template.replace('\n  BackOfficeRole:\n', `\n${more.join('\n')}\n  BackOfficeRole:\n`);
  for (let run = 0; run <= Number(process.argv[2] ?? 5); run++) {
    cpSync(join(ROOT, 'examples/orders'), folder, { recursive: true });
    writeFileSync(join(folder, 'template.yaml'), ten);
    const started = performance.now();
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(ROOT, 'dist/bin/casemate.cjs'), 'fix', '--force', '--today', '2026-11-22'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    // The first run fills V8's cache of the code.
    if (run > 0) times.push(performance.now() - started);
    else console.log(`exit ${status}: ${/^.*fixed and verified.*$/m.exec(stdout)?.[0].trim()}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const sorted = times.toSorted((a, b) => a - b);
console.log(
  `ten functions: median ${sorted[sorted.length >> 1]?.toFixed(0)} ms of ${sorted.length}, longest ${sorted.at(-1)?.toFixed(0)} ms`,
);
