/**
 * casemate beside other checkers of templates, on the same files, in turn: `node bench/peers.ts [--templates N] [--runs N] FOLDER...`
 * CFN_LINT, CHECKOV and TRIVY name their programs; one that is not named is left out. With --templates, that many of the
 * templates below the folders are drawn, the same ones each time, and copied into a folder of their own. casemate stands there twice: judging
 * every template, which is what the others do too, and once more with nothing changed, where it takes what an earlier run found.
 */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CASEMATE, measure, median } from './measure.ts';
import type { Measured } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    templates: { type: 'string' },
    runs: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '15' },
    'with-code': { type: 'boolean', default: false },
    only: { type: 'string', default: 'casemate,casemate again,cfn-lint,checkov,trivy' },
  },
});

/** casemate where nothing has changed since it last ran. */
const AGAIN = 'casemate again';

/** Templates that casemate finds under a folder, as paths. */
function templatesUnder(folder: string, scratch: string): string[] {
  const file = join(scratch, 'found.json');
  measure([...CASEMATE, 'check', folder, '--format', 'json', '--output', file], Number(values.minutes));
  const { apps } = JSON.parse(readFileSync(file, 'utf8')) as { apps: { root: string; templates: { path: string }[] }[] };
  return apps.flatMap((app) => app.templates.map(({ path }) => resolve(app.root, path)));
}

/** Some of the paths, spread over all, the same ones each time (a linear congruential generator draws them). */
function drawn(paths: readonly string[], count: number): string[] {
  let state = 1;
  const keyed = paths.toSorted().map((path) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return { path, key: state };
  });
  return keyed
    .toSorted((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ path }) => path);
}

/** Copies each template into a folder of its own; with `--with-code` all that lies beside it. */
function copied(paths: readonly string[], folder: string): string[] {
  return paths.map((path, i) => {
    const target = join(folder, String(i).padStart(4, '0'));
    mkdirSync(target, { recursive: true });
    if (values['with-code']) cpSync(dirname(path), target, { recursive: true });
    else copyFileSync(path, join(target, basename(path)));
    return join(target, basename(path));
  });
}

/** The command of each tool that is there, for a folder with exactly these templates. */
function commandsFor(folder: string, templates: readonly string[]): Record<string, readonly string[]> {
  const { CFN_LINT, CHECKOV, TRIVY } = process.env;
  const all: Record<string, readonly string[]> = {
    casemate: [...CASEMATE, 'check', '--no-cache', folder],
    [AGAIN]: [...CASEMATE, 'check', folder],
  };
  if (CFN_LINT !== undefined) all['cfn-lint'] = [CFN_LINT, ...templates];
  if (CHECKOV !== undefined)
    all['checkov'] = [CHECKOV, '-d', folder, '--framework', 'cloudformation', '--compact', '--quiet', '--skip-download'];
  if (TRIVY !== undefined)
    all['trivy'] = [TRIVY, 'config', '--skip-check-update', '--misconfig-scanners', 'cloudformation', '--quiet', folder];
  return Object.fromEntries(Object.entries(all).filter(([name]) => values.only.split(',').includes(name)));
}

/** The first run of each, which fills caches, is not counted unless there is only one; that of unchanged templates never is. */
function compare(commands: Record<string, readonly string[]>): void {
  const runs = Number(values.runs);
  const results = new Map<string, Measured[]>(Object.keys(commands).map((name) => [name, []]));
  const { [AGAIN]: again } = commands;
  if (again !== undefined) measure(again, Number(values.minutes));
  for (let run = runs === 1 ? 1 : 0; run <= runs; run++) {
    for (const [name, command] of Object.entries(commands)) {
      const result = measure(command, Number(values.minutes));
      if (run > 0) results.get(name)?.push(result);
    }
  }
  const own = median((results.get('casemate') ?? []).map(({ seconds }) => seconds));
  for (const [name, measured] of results) {
    const seconds = median(measured.map((one) => one.seconds));
    const peak = Math.max(...measured.map((one) => one.peakMegabytes ?? NaN));
    const codes = [...new Set(measured.map((one) => one.code ?? 'stopped'))].join('/');
    console.log(
      `  ${name.padEnd(14)} median ${seconds.toFixed(3)} s of ${measured.length}, ${(seconds / own).toFixed(1)} times casemate, peak ${peak.toFixed(0)} MB, exit ${codes}`,
    );
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'casemate-peers-'));
const found = positionals.flatMap((folder) => templatesUnder(resolve(folder), scratch));
const templates = copied(values.templates === undefined ? found : drawn(found, Number(values.templates)), join(scratch, 'templates'));
console.log(`${templates.length} templates of ${found.length}`);
compare(commandsFor(join(scratch, 'templates'), templates));
rmSync(scratch, { recursive: true });
