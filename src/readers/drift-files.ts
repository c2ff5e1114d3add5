import { resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import { recordKey } from '../model/live.ts';
import type { ResourceDrift } from '../model/live.ts';
import type { ReadProblem } from '../model/report.ts';
import { globTest } from '../util/glob.ts';
import { SourceFile } from '../util/span.ts';
import type { Span } from '../util/span.ts';
import { DRIFT_BYTES, readDriftResult } from './drift-result.ts';
import { readTextFile, relativePath } from './files.ts';
import type { LoadedApp } from './load.ts';

/** Drift results that were named: on the command line for whichever app they fit, in the config file for a template. */
export interface DriftOptions {
  readonly cwd: string;
  /** Paths relative to `cwd`. */
  readonly drift: readonly string[];
  readonly config: Pick<Config, 'stacks'>;
}

/** The records of the drift results that are an app's. */
export interface AppDrift {
  readonly records: readonly ResourceDrift[];
  readonly files: readonly SourceFile[];
  /** The place of the first result. */
  readonly at: Span;
}

/** What there is of an app among the results that were named. */
export interface FoundDrift {
  /** Null when no result is this app's. */
  readonly drift: AppDrift | null;
  /** The results of the command line that are this app's, as they were given. */
  readonly used: readonly string[];
  readonly problems: readonly ReadProblem[];
}

/** No result was named. */
export const NO_DRIFT: FoundDrift = { drift: null, used: [], problems: [] };

const HOW =
  'Save what "aws cloudformation describe-stack-resource-drifts --stack-name NAME --output json" prints once drift detection is complete.';

/** Reads the drift results that are an app's: those that the config file gives to its template, and those whose resources it has. */
export function driftOf(app: LoadedApp, template: string, options: DriftOptions): FoundDrift {
  const records: ResourceDrift[] = [];
  const problems: ReadProblem[] = [];
  const used: string[] = [];
  const places: Span[] = [];
  const known = knownIds(app);
  const take = (path: string, isNamed: boolean): boolean => {
    const read = readFile(path, app, options);
    if ('problem' in read) {
      problems.push(read.problem);
      return true;
    }
    const own = read.records.filter((record) => known.has(recordKey(record))).length;
    // A template changes between deployments; most of its ids stay.
    const fits = own * 2 >= read.records.length;
    if (!fits && isNamed) {
      problems.push({
        ...problemIn(path, options),
        message: 'is the drift result of another stack: this template has no such resources',
        advice: 'Name it for the template of its stack.',
      });
    }
    if (!fits) return false;
    records.push(...read.records);
    places.push(read.at);
    return true;
  };
  const named = namedFor(template, options.config);
  for (const path of named) take(path, true);
  for (const given of options.drift) {
    const path = resolve(options.cwd, given);
    if (named.includes(path) || take(path, false)) used.push(given);
  }
  const [at] = places;
  return { drift: at === undefined ? null : { records, files: places.map(({ source }) => source), at }, used, problems };
}

/** A result of the command line that is no app's. */
export function driftOfNoApp(path: string): ReadProblem {
  return {
    path,
    line: null,
    column: null,
    message: 'is the drift result of no app that was checked: none has most of its resources',
    advice: 'Check the template that its stack was deployed from together with it.',
  };
}

function namedFor(template: string, config: Pick<Config, 'stacks'>): string[] {
  const path = template.replaceAll('\\', '/');
  const fitting = Object.entries(config.stacks).filter(([glob]) => globTest(glob.replaceAll('\\', '/'))(path));
  return [...new Set(fitting.flatMap(([, { drift }]) => drift ?? []))];
}

function knownIds(app: LoadedApp): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { stack } of app.variants) for (const resource of stack.resources.values()) ids.add(recordKey(resource));
  return ids;
}

type Read = { readonly records: readonly ResourceDrift[]; readonly at: Span } | { readonly problem: ReadProblem };

function readFile(path: string, app: LoadedApp, options: DriftOptions): Read {
  const file = readTextFile(path, DRIFT_BYTES);
  if (!file.ok) return { problem: { ...problemIn(path, options), message: file.message, advice: HOW } };
  const source = new SourceFile(relativePath(app.folder, path), file.text);
  const result = readDriftResult(source);
  if (result.ok) return result;
  const { line, column } = source.position(result.at.start);
  return { problem: { ...problemIn(path, options), line, column, message: result.message, advice: HOW } };
}

function problemIn(path: string, { cwd }: DriftOptions): Pick<ReadProblem, 'path' | 'line' | 'column'> {
  return { path: relativePath(cwd, path), line: null, column: null };
}
