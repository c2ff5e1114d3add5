// What `casemate fix` makes of whole collections of templates, written to disk and read again:
// `CFN_LINT=... node bench/fix-corpus.ts FOLDER COPY [--all] [--limit N]`. FOLDER is copied to COPY, and the copy is edited: by safe
// edits, or with --all by all. Counts: files left byte-identical outside of the edits, files that no longer read, what a second run
// would still change, errors of cfn-lint that were not there before, findings mended, calls that a role denies.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from '../src/analyze.ts';
import type { FixRun } from '../src/analyze/fix.ts';
import type { TextEdit } from '../src/edit/text-edit.ts';
import { writeFiles } from '../src/edit/write.ts';
import { DEFAULT_CONFIG } from '../src/model/config.ts';
import { findApps } from '../src/readers/load.ts';
import { SERIOUS, fixTemplate } from './fix-run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false }, limit: { type: 'string', default: '100000' } },
});
const [from, to] = positionals.map((path) => resolve(path)) as [string, string];
const SKIPPED = new Set(['.git', 'node_modules', 'cdk.out', '.aws-sam']);
rmSync(to, { recursive: true, force: true });
cpSync(from, to, { recursive: true, filter: (path) => !SKIPPED.has(basename(path)) });
await prepare();

const count = {
  apps: 0,
  files: 0,
  edits: 0,
  notByEdits: 0,
  broken: 0,
  notIdempotent: 0,
  fails: 0,
  offered: 0,
  mended: 0,
  back: 0,
  denied: 0,
};
const notes: string[] = [];
const edited = new Set<string>();
const times: number[] = [];
const fix = (path: string): FixRun => fixTemplate(path, { cwd: to, checks: [], safeOnly: !values.all });
const templates = findApps([to], { cwd: to, parameters: {}, region: null, config: DEFAULT_CONFIG }).templates;
for (const { candidate } of templates.filter(({ isRoot }) => isRoot).slice(0, Number(values.limit))) {
  const shown = relative(to, candidate.path);
  const started = performance.now();
  const run = fix(candidate.path);
  times.push(performance.now() - started);
  if (run.before.apps.length === 0) continue;
  count.apps++;
  tally(run);
  const files = run.apps.flatMap((app) => app.files);
  for (const { path, before, text, rounds } of files) {
    count.files++;
    if (path.startsWith(to)) edited.add(relative(to, path));
    const made = rounds.reduce((now, { edits }) => withEdits(now, edits), before ?? '');
    if (made !== text) count.notByEdits++;
  }
  const written = writeFiles(files);
  if (!written.ok) notes.push(`${shown}: ${written.reason}`);
  if (files.length === 0) continue;
  const again = fix(candidate.path);
  if (again.problems.length > run.problems.length) {
    count.broken++;
    notes.push(`${shown}: ${again.problems.map(({ message }) => message).join('; ')}`);
  }
  const left = again.apps.flatMap((app) => app.applied);
  if (left.length > 0) {
    count.notIdempotent++;
    notes.push(`${shown}: a second run would still ${left.map(({ finding, title }) => `${title} (${finding.check})`).join('; ')}`);
  }
}

/** The text with the edits of one round, which must find what they say that they replace. */
function withEdits(text: string, edits: readonly TextEdit[]): string {
  count.edits += edits.length;
  return edits.toReversed().reduce((now, { start, end, old, text: fresh }) => {
    if (now.slice(start, end) !== old) count.notByEdits++;
    return now.slice(0, start) + fresh + now.slice(end);
  }, text);
}

function tally(run: FixRun): void {
  const after = new Set(run.after.apps.flatMap((app) => app.findings.map(({ fingerprint }) => fingerprint)));
  for (const finding of run.before.apps.flatMap((app) => app.findings)) {
    if (finding.verdict !== 'fail' || !SERIOUS.has(finding.severity)) continue;
    count.fails++;
    if (finding.fix !== null && finding.fix.safety !== 'advice') count.offered++;
    if (!after.has(finding.fingerprint)) count.mended++;
  }
  count.back += run.apps.reduce((sum, app) => sum + app.rejected.length, 0);
  const denied = run.after.apps
    .flatMap((app) => app.findings)
    .filter(({ check, verdict }) => check === 'role-too-narrow' && verdict === 'fail');
  count.denied += denied.length;
  for (const finding of denied) notes.push(`${finding.at.source.path}: ${finding.message}`);
}

const share = (part: number): string => `${((100 * part) / count.fails).toFixed(1)} %`;
console.log(notes.join('\n'));
console.log(`${count.apps} apps, ${count.files} files edited by ${count.edits} edits, ${count.notByEdits} differ outside of them`);
console.log(`${count.broken} no longer read; ${count.notIdempotent} would be changed by a second run; ${count.back} edits taken back`);
console.log(
  `${count.fails} fails of medium and above: ${count.offered} with an edit (${share(count.offered)}), ${count.mended} gone (${share(count.mended)}); ${count.denied} roles deny a call`,
);
const sorted = times.toSorted((a, b) => a - b);
console.log(`a run: median ${sorted[sorted.length >> 1]?.toFixed(0)} ms, longest ${sorted.at(-1)?.toFixed(0)} ms`);

const lint = process.env['CFN_LINT'];
if (lint !== undefined) {
  const files = [...edited].filter((path) => /\.(?:ya?ml|json|template)$/.test(path) && existsSync(join(from, path)));
  const [before, after] = [errorsOf(lint, from, files), errorsOf(lint, to, files)];
  let fresh = 0;
  for (const [key, places] of after) {
    const more = places.length - (before.get(key)?.length ?? 0);
    if (more <= 0) continue;
    fresh += more;
    console.log(`new: ${key}: ${places.slice(-1).join('')}`);
  }
  const total = (errors: Map<string, string[]>): number => [...errors.values()].reduce((sum, one) => sum + one.length, 0);
  console.log(`cfn-lint on ${files.length} files: ${total(before)} errors before, ${total(after)} after, ${fresh} new`);
}

interface LintMatch {
  readonly Level: string;
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Start: { readonly LineNumber: number } };
}

/** Errors by file and rule. */
function errorsOf(tool: string, folder: string, files: readonly string[]): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  for (let i = 0; i < files.length; i += 25) {
    for (const match of matchesOf(tool, folder, files.slice(i, i + 25))) {
      if (match.Level !== 'Error') continue;
      const key = `${match.Filename} ${match.Rule.Id}`;
      errors.set(key, [...(errors.get(key) ?? []), `line ${match.Location.Start.LineNumber}: ${match.Message}`]);
    }
  }
  return errors;
}

/** What the tool says of files; where it ends by an error of its own, of each file alone. */
function matchesOf(tool: string, folder: string, files: readonly string[]): LintMatch[] {
  let out: string;
  try {
    out = execFileSync(tool, ['--format', 'json', '--', ...files], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    out = (error as { stdout?: string }).stdout ?? '';
  }
  if (out.trim().startsWith('[')) return JSON.parse(out) as LintMatch[];
  if (files.length > 1) return files.flatMap((file) => matchesOf(tool, folder, [file]));
  console.log(
    `cfn-lint ends by an error of its own at ${relative(folder, join(folder, files[0]!))} in ${folder === from ? 'the original' : 'the copy'}`,
  );
  return [];
}
