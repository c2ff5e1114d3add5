/**
 * How long one small app takes from a cold start: `node bench/start.ts [--runs 20] [FOLDER]` (default: examples/orders).
 * Told apart are a run that judges the app, as the first one does and each one after a change, and one before which nothing has changed.
 * Beside them, what Node takes to run an empty file. The first run of each, which fills caches (of compiled code, and of outcomes), is not
 * counted.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASEMATE, measure, median } from './measure.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '20' } } });
const folder = positionals[0] ?? join(import.meta.dirname, '../examples/orders');
const commands: Readonly<Record<string, readonly string[]>> = {
  'an empty file': [process.execPath, '-e', '0'],
  'casemate --version': [...CASEMATE, '--version'],
  'casemate check, judging': [...CASEMATE, 'check', '--no-cache', folder],
  'casemate check, nothing changed': [...CASEMATE, 'check', folder],
};

const times = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
for (let run = 0; run <= Number(values.runs); run++) {
  for (const [name, command] of Object.entries(commands)) {
    const { seconds } = measure(command, 1);
    if (run > 0) times.get(name)?.push(seconds);
  }
}
for (const [name, seconds] of times) {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map((one) => (one * 1000).toFixed(0));
  console.log(`${name.padEnd(32)} median ${(median(seconds) * 1000).toFixed(0)} ms, ${least} to ${most} ms, ${seconds.length} runs`);
}
