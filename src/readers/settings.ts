import { dirname, join, resolve } from 'node:path';
import { DEFAULT_CONFIG } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import type { ReadProblem } from '../model/report.ts';
import { CONFIG_NAME, readConfig } from './config.ts';
import { isInside, pathKind, readTextFile, relativePath } from './files.ts';

/** Where settings are looked for. */
export interface SettingsOptions {
  readonly cwd: string;
  /** Config file as given, else null. */
  readonly config: string | null;
  /** Baseline file as given, else null. */
  readonly baseline: string | null;
}

/** The config file named, else the nearest `casemate.config.json` from the first path up to where casemate was started, else defaults. */
export function readSettings(paths: readonly string[], options: SettingsOptions): { config: Config; problems: readonly ReadProblem[] } {
  const path = options.config === null ? nearest(paths[0] ?? '.', options.cwd) : resolve(options.cwd, options.config);
  if (path === null) return { config: DEFAULT_CONFIG, problems: [] };
  const shown = relativePath(options.cwd, path);
  const file = readTextFile(path);
  if (file.ok) {
    const { config, problems } = readConfig(shown, file.text);
    return { config: { ...config, stacks: stacksFrom(dirname(path), config.stacks) }, problems };
  }
  return { config: DEFAULT_CONFIG, problems: [{ path: shown, line: null, column: null, message: file.message, advice: file.advice }] };
}

/** Templates and files of deployed stacks are named from where the config file stands. */
function stacksFrom(folder: string, stacks: Config['stacks']): Config['stacks'] {
  const named = Object.entries(stacks).map(([template, { drift }]) => [
    resolve(folder, template),
    drift === undefined ? {} : { drift: drift.map((file) => resolve(folder, file)) },
  ]);
  return Object.fromEntries(named) as Config['stacks'];
}

function nearest(start: string, cwd: string): string | null {
  const first = resolve(cwd, start);
  let folder = pathKind(first) === 'folder' ? first : dirname(first);
  for (;;) {
    const candidate = join(folder, CONFIG_NAME);
    if (pathKind(candidate) === 'file') return candidate;
    const parent = dirname(folder);
    if (parent === folder || !isInside(cwd, parent)) return null;
    folder = parent;
  }
}

/** Schema name of a baseline file. */
export const BASELINE_SCHEMA = 'casemate/baseline@1';

/** The fingerprints of a baseline file: `{"schema": "casemate/baseline@1", "findings": [{"fingerprint", ...}]}`. */
export function readBaseline(options: SettingsOptions): { fingerprints: ReadonlySet<string>; problems: readonly ReadProblem[] } {
  if (options.baseline === null) return { fingerprints: new Set(), problems: [] };
  const path = resolve(options.cwd, options.baseline);
  const file = readTextFile(path);
  const problem = (message: string, advice: string): { fingerprints: ReadonlySet<string>; problems: readonly ReadProblem[] } => ({
    fingerprints: new Set(),
    problems: [{ path: relativePath(options.cwd, path), line: null, column: null, message, advice }],
  });
  if (!file.ok)
    return problem(file.message, file.missing ? 'Check the path, or write it with "casemate check --write-baseline FILE".' : file.advice);
  const listed = baselineFindings(file.text);
  if (listed === null) return problem('is not a baseline file', 'Write one with "casemate check --write-baseline FILE".');
  return { fingerprints: new Set(listed), problems: [] };
}

function baselineFindings(text: string): string[] | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null) return null;
  const { schema, findings } = data as { schema?: unknown; findings?: unknown };
  if (schema !== BASELINE_SCHEMA || !Array.isArray(findings)) return null;
  return findings.map((one) => String((one as { fingerprint?: unknown } | null)?.fingerprint));
}
