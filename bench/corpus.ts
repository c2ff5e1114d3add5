/**
 * Reads every template under the folders given and says what was found, what could not be read and why, what CloudFormation
 * would refuse, and how long it took: `node bench/corpus.ts [--faults] FOLDER...`
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_CONFIG } from '../src/model/config.ts';
import { loadApps } from '../src/readers/load.ts';
import type { LoadResult } from '../src/readers/load.ts';
import { showSpan } from '../src/util/span.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { faults: { type: 'boolean', default: false } } });

/** Reads a folder and evaluates every property, as checks would. */
function read(folder: string): LoadResult {
  const loaded = loadApps([folder], { cwd: folder, parameters: {}, region: null, config: DEFAULT_CONFIG });
  for (const { variants } of loaded.apps) {
    for (const { stack } of variants) for (const resource of stack.resources.values()) void [resource.properties, resource.attributes];
  }
  return loaded;
}

function report(folder: string): void {
  const started = performance.now();
  const before = process.cpuUsage();
  const { apps, problems } = read(folder);
  const used = process.cpuUsage(before);
  const wall = performance.now() - started;
  const templates = apps.reduce((sum, app) => sum + app.templates.length, 0);
  const variants = apps.reduce((sum, app) => sum + app.variants.length, 0);
  console.log(`${folder}: ${templates} templates read in ${apps.length} apps and ${variants} variants, ${problems.length} not read`);
  const cpu = (used.user + used.system) / 1000;
  const each = (milliseconds: number): string => (milliseconds / Math.max(templates, 1)).toFixed(1);
  console.log(`  ${wall.toFixed(0)} ms, ${each(wall)} ms a template; processor ${cpu.toFixed(0)} ms, ${each(cpu)} ms a template`);
  for (const { path, line, message } of problems) console.log(`  not read: ${path}${line === null ? '' : `:${line}`} ${message}`);
  if (!values.faults) return;
  for (const app of apps) {
    const faults = new Set(
      app.variants.flatMap(({ stack }) => stack.problems.map(({ kind, message, at }) => `${showSpan(at)} ${kind}: ${message}`)),
    );
    for (const fault of faults) console.log(`  fault: ${app.root}/${fault}`);
  }
}

for (const folder of positionals) report(resolve(folder));
