/**
 * Checks every template under the folders given with the built command line, and says what was found, what could not be read
 * and why, whether casemate failed, and what it took: `node bench/corpus.ts [--faults] FOLDER...`
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_CONFIG } from '../src/model/config.ts';
import { loadApps } from '../src/readers/load.ts';
import { showSpan } from '../src/util/span.ts';
import { CASEMATE, measure } from './measure.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { faults: { type: 'boolean', default: false } } });

/** The parts of `casemate/report@1` that are counted. */
interface Counted {
  readonly apps: readonly { readonly templates: readonly unknown[]; readonly findings: readonly { readonly severity: string }[] }[];
  readonly problems: readonly { readonly path: string; readonly line: number | null; readonly message: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

function report(folder: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'casemate-corpus-'));
  const file = join(scratch, 'report.json');
  const { seconds, peakMegabytes, code, stderr } = measure(
    [...CASEMATE, 'check', '--no-cache', folder, '--format', 'json', '--output', file],
    15,
  );
  if (code === null || code === 3) {
    console.log(`${folder}: casemate failed, exit ${code ?? 'after 15 minutes'}\n${stderr}`);
    process.exitCode = 1;
  } else {
    const { apps, problems, summary } = JSON.parse(readFileSync(file, 'utf8')) as Counted;
    const templates = apps.reduce((sum, app) => sum + app.templates.length, 0);
    const findings = apps.reduce((sum, app) => sum + app.findings.length, 0);
    const peak = peakMegabytes === null ? 'unknown' : `${peakMegabytes.toFixed(0)} MB`;
    console.log(`${folder}: ${templates} templates in ${apps.length} apps read, ${problems.length} files not read, exit ${code}`);
    console.log(
      `  ${findings} findings; verdicts: ${Object.entries(summary)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ')}`,
    );
    console.log(`  ${seconds.toFixed(2)} s, ${((seconds * 1000) / Math.max(templates, 1)).toFixed(1)} ms a template; peak memory ${peak}`);
    for (const { path, line, message } of problems) console.log(`  not read: ${path}${line === null ? '' : `:${line}`} ${message}`);
  }
  rmSync(scratch, { recursive: true });
}

/** What CloudFormation would refuse, template by template. */
function faults(folder: string): void {
  for (const app of loadApps([folder], { cwd: folder, parameters: {}, region: null, config: DEFAULT_CONFIG }).apps) {
    const found = new Set(
      app.variants.flatMap(({ stack }) => stack.problems.map(({ kind, message, at }) => `${showSpan(at)} ${kind}: ${message}`)),
    );
    for (const fault of found) console.log(`  fault: ${app.root}/${fault}`);
  }
}

for (const folder of positionals) {
  report(resolve(folder));
  if (values.faults) faults(resolve(folder));
}
