/**
 * Follows the code of every function below the folders, and says what came of it: how many were followed, how completely, what
 * their calls are bound to, what is not known and why, and the time:
 *
 *     node bench/behavior.ts [--language javascript|python] [--list CODE] [--show TEXT] [--sample N] [--seed N] FOLDER...
 *
 * `--list` names each place with an unknown of this code (`any` for all), `--show` prints the calls of the functions whose name
 * (`app:Function`) contains the text, and `--sample` those of some drawn at random among the functions that use an SDK.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { behaviorsOf, prepareBehaviors } from '../src/analyze/behaviors.ts';
import { showHoles } from '../src/iam/policy.ts';
import { createApp } from '../src/model/app.ts';
import { DEFAULT_CONFIG } from '../src/model/config.ts';
import type { Behavior, BehaviorCall, Target } from '../src/model/behavior.ts';
import { loadApps } from '../src/readers/load.ts';
import type { LoadedApp } from '../src/readers/load.ts';
import { locateSource } from '../src/readers/sources.ts';
import type { Span } from '../src/util/span.ts';
import { showSpan } from '../src/util/span.ts';
import { median } from './measure.ts';
import { shuffled } from './shuffled.ts';

/** A function that was followed. */
interface Followed {
  /** `folder:LogicalId`. */
  readonly name: string;
  readonly language: string;
  readonly behavior: Behavior;
  /** Whether a file that was followed names an SDK of AWS, or it makes AWS calls through something else. */
  readonly usesSdk: boolean;
  readonly milliseconds: number;
}

/** How well a resource is known. */
const BINDINGS = [
  'one resource of the app',
  'several resources of the app',
  'no resource',
  'outside of the app',
  'unknown',
  'any',
] as const;
type Binding = (typeof BINDINGS)[number];

const SDK = /@aws-sdk\/|['"]aws-sdk|\b(?:aio)?boto(?:3|core)\b|aws_lambda_powertools|@aws-lambda-powertools/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    language: { type: 'string' },
    list: { type: 'string' },
    show: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

await prepareBehaviors();
const crashes: string[] = [];
const all = positionals.flatMap((folder) => followFolder(resolve(folder)));
report(all.filter(({ language }) => values.language === undefined || language === values.language));

function followFolder(folder: string): Followed[] {
  const { apps } = loadApps([folder], { cwd: folder, parameters: {}, region: null, config: DEFAULT_CONFIG });
  return apps.flatMap((loaded) => followApp(loaded));
}

function followApp(loaded: LoadedApp): Followed[] {
  const app = createApp(loaded.variants[0]!.stack, DEFAULT_CONFIG, '2026-01-01', behaviorsOf(loaded));
  return app.functions.flatMap((fn): Followed[] => {
    const { code } = locateSource(fn.resource, { folder: loaded.folder, resource: (id) => app.resource(id) });
    if ('missing' in code && code.missing === 'language-not-analysed') return [];
    const name = `${loaded.root}:${fn.id}`;
    const started = performance.now();
    try {
      const behavior = app.behaviorOf(fn);
      const milliseconds = performance.now() - started;
      const language = 'missing' in code ? 'not found' : code.language;
      const sources = 'missing' in code ? [] : [code.inline?.text ?? '', textOf(loaded.folder, code.entry)];
      const names = [...sources, ...behavior.files.map((file) => textOf(loaded.folder, file))].some((text) => SDK.test(text));
      const usesSdk = names || behavior.calls.length > 0 || behavior.unknowns.some(({ code: why }) => why === 'untracked-library');
      return [{ name, language, behavior, usesSdk, milliseconds }];
    } catch (error) {
      crashes.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      return [];
    }
  });
}

function textOf(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    return '';
  }
}

/** The resource of the operation's own action; the first one stands for the call. */
function bindingOf(call: BehaviorCall): Binding {
  const targets = call.grants.filter(({ because }) => because === null).flatMap((grant) => grant.targets);
  if (targets.some(({ unknown }) => unknown !== null)) return 'unknown';
  if (targets.every(({ arn }) => arn === '*')) return 'no resource';
  const owned = new Set(targets.flatMap(({ logicalId }) => logicalId ?? []));
  if (owned.size > 0) return owned.size === 1 ? 'one resource of the app' : 'several resources of the app';
  return targets.some((target) => isAny(target)) ? 'any' : 'outside of the app';
}

/** `*` for a whole name, without a word on why. */
function isAny({ arn }: Target): boolean {
  return /[:/]\*$/.test(arn) && !/\/[^/]+\/\*$/.test(arn) && !/:::[^/]+\/\*$/.test(arn);
}

function report(functions: readonly Followed[]): void {
  const followed = functions.filter(({ behavior }) => behavior.analysed);
  const users = followed.filter(({ usesSdk }) => usesSdk);
  const complete = users.filter(({ behavior }) => behavior.complete);
  const calls = users.flatMap(({ behavior }) => behavior.calls);
  const times = users.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  console.log(`${functions.length} functions, source found and followed for ${followed.length}, using an SDK ${users.length}`);
  console.log(`complete ${share(complete.length, users.length)}; crashes ${crashes.length}`);
  console.log(
    `time a function: median ${median(times).toFixed(1)} ms, 95th percentile ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)} ms`,
  );
  console.log(`${calls.length} calls, their resource:`);
  for (const [binding, { length }] of counted(calls, bindingOf)) console.log(`  ${share(length, calls.length)} ${binding}`);
  reasons(users);
  for (const crash of crashes) console.log(`crash: ${crash}`);
  if (values.list !== undefined) list(functions, values.list);
  if (values.show !== undefined) for (const one of functions.filter(({ name }) => name.includes(values.show!))) show(one);
  if (values.sample !== undefined) for (const one of shuffled(users, Number(values.seed)).slice(0, Number(values.sample))) show(one);
}

function reasons(functions: readonly Followed[]): void {
  const unknowns = functions.flatMap(({ name, behavior }) => behavior.unknowns.map((unknown) => ({ name, ...unknown })));
  console.log(`${unknowns.length} unknowns, by kind, code and reason, with the number of functions:`);
  for (const [kind, ofKind] of counted(unknowns, ({ what, code }) => `${what} ${code}`)) {
    console.log(`  ${ofKind.length} ${kind} in ${new Set(ofKind.map(({ name }) => name)).size} functions`);
    for (const [because, { length }] of counted(ofKind, (one) => one.because).slice(0, 8)) console.log(`      ${length} ${because}`);
  }
}

function list(functions: readonly Followed[], code: string): void {
  for (const { name, behavior } of functions)
    for (const unknown of behavior.unknowns)
      if (code === 'any' || unknown.code === code)
        console.log(`${name} ${unknown.what} ${unknown.code} ${place(unknown.at)}: ${unknown.because}`);
}

function show({ name, behavior, milliseconds }: Followed): void {
  console.log(`\n${name} ${behavior.complete ? 'complete' : 'incomplete'} ${milliseconds.toFixed(0)} ms; ${behavior.files.join(', ')}`);
  for (const call of behavior.calls) {
    const how = `${call.must ? '' : 'maybe '}${call.principal === null ? '' : `as ${call.principal} `}${call.how === null ? '' : `(${call.how}) `}`;
    console.log(`  ${place(call.at)} ${how}${call.service} ${call.operation}: ${bindingOf(call)}`);
    for (const { action, targets, certain } of call.grants)
      for (const target of targets)
        console.log(
          `      ${certain ? '' : 'maybe '}${action} ${showHoles(target.arn)} [${target.logicalId ?? '-'}] ${target.unknown ?? target.via}`,
        );
  }
  for (const unknown of behavior.unknowns.filter(({ what }) => what === 'call'))
    console.log(`  unknown ${unknown.code} ${place(unknown.at)}: ${unknown.because}`);
}

function place(at: Span | null): string {
  return at === null ? '-' : showSpan(at);
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} (${((part * 100) / Math.max(whole, 1)).toFixed(1)} %)`;
}

/** Groups by a key, the largest first. */
function counted<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  return [...Map.groupBy(items, key)].toSorted(([, a], [, b]) => b.length - a.length);
}
