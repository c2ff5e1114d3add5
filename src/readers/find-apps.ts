import { resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import type { ReadProblem } from '../model/report.ts';
import { globTest } from '../util/glob.ts';
import type { TemplateFile } from './cloudformation/template-file.ts';
import { discover } from './discover.ts';
import type { Candidate } from './discover.ts';
import { realPath, relativePath } from './files.ts';
import type { Seen } from './looks.ts';
import type { TemplateLibrary } from './template-library.ts';
import { writtenByTools } from './written-by-tools.ts';

/** How to read. */
export interface LoadOptions {
  /** Absolute path of the folder that paths are relative to. */
  readonly cwd: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string | null;
  readonly config: Config;
}

/** The apps found under the paths, and what could not be read. */
export interface LoadResult<T> {
  readonly apps: readonly T[];
  readonly problems: readonly ReadProblem[];
}

const LOOKED_FOR =
  'template.yaml, template.yml, template.json, *.template, CloudFormation or SAM files (*.yaml, *.yml, *.json) and cdk.out';

/** A template that was found and not yet made an app of. */
export interface FoundTemplate {
  readonly candidate: Candidate;
  /** Whether it is an app of its own, and not nested by another one. */
  readonly isRoot: boolean;
  /** The files that it nests, links followed. */
  readonly nests: readonly string[];
  /** Its tree, when it had to be read to tell what it nests; given away when the app is read. */
  read: ReadCandidate | undefined;
  /** The looks at files that this took. */
  readonly seen: ReadonlySet<Seen> | undefined;
}

/** What came of one template: of a root, what `use` made of its app. */
export interface FoundResult<T> {
  readonly app: T | undefined;
  readonly problems: readonly ReadProblem[];
}

/** The templates under the paths; and how the results of all, in their order, become one. */
export interface AppSearch {
  readonly templates: readonly FoundTemplate[];
  result<T>(results: readonly FoundResult<T>[]): LoadResult<T>;
}

/** A template that was read. */
export interface ReadCandidate {
  readonly candidate: Candidate;
  readonly file: TemplateFile;
  readonly library: TemplateLibrary;
}

/** A template that may nest others, read, and what it nests. */
export interface ReadNesting {
  readonly read: ReadCandidate;
  /** The files that it nests, links followed. */
  readonly nests: readonly string[];
  readonly seen: ReadonlySet<Seen>;
}

/** Reads a template that may nest others; undefined when it cannot be read, which is then among the problems. */
export type NestingReader = (candidate: Candidate, cwd: string, problems: ReadProblem[]) => ReadNesting | undefined;

/** The files under some paths that look like templates. */
export interface Discovery {
  /** How many there are. */
  readonly found: number;
  /** Whether there are templates that may nest others: only those must be read to tell which are apps. */
  readonly mayNest: boolean;
  /** Whether Python is likely to be met: what reads it is then best loaded ahead. Apps may have some that nothing told of. */
  readonly hasPython: boolean;
  /** Tells which of them are apps. */
  search(read: NestingReader): AppSearch;
}

/** Finds the templates under the paths. */
export function discoverApps(paths: readonly string[], options: LoadOptions): Discovery {
  const { cwd } = options;
  const found = discover(
    paths.map((path) => resolve(cwd, path)),
    cwd,
  );
  const excluded = options.config.exclude.map(globTest);
  const included = found.candidates.filter(({ path }) => !excluded.some((fits) => fits(relativePath(cwd, path))));
  const byTools = writtenByTools(included);
  const candidates = included.filter((one) => !byTools.has(one));
  return {
    found: candidates.length,
    mayNest: candidates.some(({ text }) => NESTING.test(text)),
    hasPython: found.hasPython,
    search: (read) => {
      const before: ReadProblem[] = [...found.problems];
      const placed = candidates.map((candidate) => place(candidate, cwd, { read, problems: before })).filter((one) => one !== undefined);
      const roots = rootsOf(placed);
      return {
        templates: placed.map((one) => ({
          candidate: one.candidate,
          isRoot: roots.has(one),
          nests: one.nests,
          read: one.read,
          seen: one.seen,
        })),
        result: <T>(results: readonly FoundResult<T>[]): LoadResult<T> => {
          const apps = results.flatMap(({ app }) => (app === undefined ? [] : [app]));
          const problems = [...before, ...results.flatMap((one) => one.problems)];
          const isNothing = apps.length + problems.length === 0;
          return { apps, problems: isNothing ? paths.map((path) => nothingFound(path, cwd)) : distinct(problems) };
        },
      };
    },
  };
}

function nothingFound(path: string, cwd: string): ReadProblem {
  const advice = `Looked for ${LOOKED_FOR}. Name the folder or the template of the app.`;
  return { path: relativePath(cwd, resolve(cwd, path)), line: null, column: null, message: 'no serverless app was found', advice };
}

/** A candidate, and the files that it may nest. Only what nests others is read for that, so that trees of many apps are not in memory at once. */
interface Placed {
  readonly candidate: Candidate;
  /** With every link followed. */
  readonly path: string;
  readonly nests: readonly string[];
  readonly read: ReadCandidate | undefined;
  readonly seen: ReadonlySet<Seen> | undefined;
}

const NESTING = /AWS::(?:CloudFormation::Stack|Serverless::Application)\b/;

function place(
  candidate: Candidate,
  cwd: string,
  { read, problems }: { readonly read: NestingReader; readonly problems: ReadProblem[] },
): Placed | undefined {
  const path = realPath(candidate.path);
  if (!NESTING.test(candidate.text)) return { candidate, path, nests: [], read: undefined, seen: undefined };
  const found = read(candidate, cwd, problems);
  return found && { candidate, path, ...found };
}

/** The templates that no other one nests. Where all nest one another, the first stands for them. */
function rootsOf(placed: readonly Placed[]): ReadonlySet<Placed> {
  const byPath = new Map(placed.map((one) => [one.path, one]));
  const nested = new Map<Placed, Placed[]>();
  for (const one of placed) {
    const targets = one.nests.map((path) => byPath.get(path));
    nested.set(one, targets.filter((target) => target !== undefined && target !== one) as Placed[]);
  }
  const inner = new Set([...nested.values()].flat());
  const roots = new Set(placed.filter((one) => one.candidate.isExplicit || !inner.has(one)));
  const reached = new Set<Placed>();
  const reach = (from: Placed): void => {
    const open = [from];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (reached.has(one)) continue;
      reached.add(one);
      open.push(...(nested.get(one) ?? []));
    }
  };
  for (const root of roots) reach(root);
  for (const one of placed) {
    if (reached.has(one)) continue;
    roots.add(one);
    reach(one);
  }
  return roots;
}

function distinct(problems: readonly ReadProblem[]): ReadProblem[] {
  return [
    ...new Map(
      problems.map((problem) => [JSON.stringify([problem.path, problem.line, problem.column, problem.message]), problem]),
    ).values(),
  ];
}
