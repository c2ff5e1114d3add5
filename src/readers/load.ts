import { basename, dirname, resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import type { ReadProblem } from '../model/report.ts';
import type { Stack, TemplateFormat } from '../model/template.ts';
import { globTest } from '../util/glob.ts';
import type { ReadWarning } from '../util/read.ts';
import { branchesOf } from './cloudformation/branches.ts';
import { expandsAlike } from './cloudformation/expands-alike.ts';
import { hiddenParts } from './cloudformation/hidden.ts';
import type { Instance, Settings } from './cloudformation/instance.ts';
import { NO_CHOICES } from './cloudformation/choices.ts';
import { InstanceScope } from './cloudformation/instance-scope.ts';
import { instantiate } from './cloudformation/instantiate.ts';
import { isRemote, nestedLocations } from './cloudformation/nested-locations.ts';
import { problemsOf } from './cloudformation/problems/problems.ts';
import { makeStack } from './cloudformation/stack.ts';
import type { TemplateFile } from './cloudformation/template-file.ts';
import { deploymentsOf } from './deployments.ts';
import type { Deployment } from './deployments.ts';
import { discover } from './discover.ts';
import type { Candidate } from './discover.ts';
import { filesUnder, realPath, relativePath } from './files.ts';
import { isTemplateName } from './looks-like-template.ts';
import { TemplateLibrary } from './template-library.ts';
import { undeployable } from './undeployable.ts';
import { writtenByTools } from './written-by-tools.ts';
import { unknownParameters } from './unknown-parameters.ts';

/** How to read. */
export interface LoadOptions {
  /** Absolute path of the folder that paths are relative to. */
  readonly cwd: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string | null;
  readonly config: Config;
}

/** An app: a root template with its nested ones, in every deployment that is judged. */
export interface LoadedApp {
  /** Folder of the root template, relative to `cwd`, `/` separated, `.` for itself. */
  readonly root: string;
  /** The same folder as an absolute path; for reading only, never shown. */
  readonly folder: string;
  /** The root template first; paths relative to `root`. */
  readonly templates: readonly { readonly path: string; readonly format: TemplateFormat }[];
  readonly variants: readonly Variant[];
  readonly warnings: readonly ReadWarning[];
  /** Files under `root`, relative to it, for locating the handlers' sources; listed at the first look. */
  readonly files: readonly string[];
}

/** An app in one deployment and one combination of conditions. */
export interface Variant {
  /** The deployment's name; null for the only one. */
  readonly name: string | null;
  /** `IsProd is false`, naming the conditions in which variants differ; null when they do not. */
  readonly branch: string | null;
  readonly stack: Stack;
}

/** The apps found under the paths, and what could not be read. */
export interface LoadResult<T = LoadedApp> {
  readonly apps: readonly T[];
  readonly problems: readonly ReadProblem[];
}

const LOOKED_FOR =
  'template.yaml, template.yml, template.json, *.template, CloudFormation or SAM files (*.yaml, *.yml, *.json) and cdk.out';

/** Reads every app under the paths. Never throws for bad input: what cannot be read is in `problems`. Cost: linear in the files. */
export function loadApps(paths: readonly string[], options: LoadOptions): LoadResult {
  const search = findApps(paths, options);
  return search.result(search.templates.map((template) => readFound(template, options, (app) => app)));
}

/** A template that was found and not yet made an app of. */
export interface FoundTemplate {
  readonly candidate: Candidate;
  /** Whether it is an app of its own, and not nested by another one. */
  readonly isRoot: boolean;
  /** The files that it nests, links followed. */
  readonly nests: readonly string[];
  /** Its tree, when it had to be read to tell what it nests; given away when the app is read. */
  read: ReadCandidate | undefined;
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

/** Finds the templates under the paths, and which of them are apps. */
export function findApps(paths: readonly string[], options: LoadOptions): AppSearch {
  const { cwd } = options;
  const found = discover(
    paths.map((path) => resolve(cwd, path)),
    cwd,
  );
  const before: ReadProblem[] = [...found.problems];
  const excluded = options.config.exclude.map(globTest);
  const included = found.candidates.filter(({ path }) => !excluded.some((fits) => fits(relativePath(cwd, path))));
  const byTools = writtenByTools(included);
  const candidates = included.filter((one) => !byTools.has(one));
  const placed = candidates.map((candidate) => place(candidate, cwd, before)).filter((one) => one !== undefined);
  const roots = rootsOf(placed);
  return {
    templates: placed.map((one) => ({ candidate: one.candidate, isRoot: roots.has(one), nests: one.nests, read: one.read })),
    result: <T>(results: readonly FoundResult<T>[]): LoadResult<T> => {
      const apps = results.flatMap(({ app }) => (app === undefined ? [] : [app]));
      const problems = [...before, ...results.flatMap((one) => one.problems)];
      return { apps, problems: apps.length + problems.length === 0 ? paths.map((path) => nothingFound(path, cwd)) : distinct(problems) };
    },
  };
}

/** Reads a template that was found, and keeps what `use` makes of its app if it is a root: of 500 apps, one at a time is then in memory. */
export function readFound<T>(found: FoundTemplate, options: LoadOptions, use: (app: LoadedApp) => T): FoundResult<T> {
  const problems: ReadProblem[] = [];
  const read = found.read ?? readCandidate(found.candidate, options.cwd, problems);
  found.read = undefined;
  const app = read !== undefined && found.isRoot ? use(loadApp(read, options, problems)) : undefined;
  return { app, problems };
}

function nothingFound(path: string, cwd: string): ReadProblem {
  const advice = `Looked for ${LOOKED_FOR}. Name the folder or the template of the app.`;
  return { path: relativePath(cwd, resolve(cwd, path)), line: null, column: null, message: 'no serverless app was found', advice };
}

interface ReadCandidate {
  readonly candidate: Candidate;
  readonly file: TemplateFile;
  readonly library: TemplateLibrary;
}

/** A candidate, and the files that it may nest. Only what nests others is read for that, so that trees of many apps are not in memory at once. */
interface Placed {
  readonly candidate: Candidate;
  /** With every link followed. */
  readonly path: string;
  readonly nests: readonly string[];
  readonly read: ReadCandidate | undefined;
}

const NESTING = /AWS::(?:CloudFormation::Stack|Serverless::Application)\b/;

function place(candidate: Candidate, cwd: string, problems: ReadProblem[]): Placed | undefined {
  const path = realPath(candidate.path);
  if (!NESTING.test(candidate.text)) return { candidate, path, nests: [], read: undefined };
  const read = readCandidate(candidate, cwd, problems);
  if (read === undefined) return undefined;
  const locations = nestedLocations(read.file.root).filter((location) => !isRemote(location));
  return { candidate, path, nests: locations.map((location) => realPath(resolve(dirname(path), location))), read };
}

function readCandidate(candidate: Candidate, cwd: string, problems: ReadProblem[]): ReadCandidate | undefined {
  const { path, text, isExplicit, within } = candidate;
  const library = new TemplateLibrary(dirname(path), cwd, within);
  const result = library.template(path, text);
  if (result.ok) return { candidate, file: result.file, library };
  if (!result.isTemplate && !isExplicit && !isTemplateName(basename(path))) return undefined;
  const position = result.at?.source.position(result.at.start);
  problems.push({
    path: relativePath(cwd, path),
    line: position?.line ?? null,
    column: position?.column ?? null,
    message: result.message,
    advice: 'Mend the template, or exclude it in casemate.config.json.',
  });
  return undefined;
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

function loadApp({ candidate, file, library }: ReadCandidate, options: LoadOptions, problems: ReadProblem[]): LoadedApp {
  const folder = dirname(candidate.path);
  const { deployments, problems: deploymentProblems } = deploymentsOf(candidate.path, options);
  const loaded = deployments.map((deployment) => variantsOf(deployment, file, library, options));
  const faults = loaded.flatMap((one) => one.variants.flatMap(({ stack }) => stack.problems));
  problems.push(...deploymentProblems, ...library.problems, ...undeployable(faults, folder, options.cwd));
  const instances = loaded.flatMap((one) => one.instances);
  const templates = distinctFiles(instances);
  let files: readonly string[] | undefined;
  return {
    root: relativePath(options.cwd, folder),
    folder,
    templates: templates.map(({ source, format }) => ({ path: source.path, format })),
    variants: loaded.flatMap((one) => one.variants),
    warnings: [...warningsOf(templates, instances), ...unknownParameters(file, options.parameters)],
    get files(): readonly string[] {
      return (files ??= filesUnder(folder));
    },
  };
}

function variantsOf(
  deployment: Deployment,
  file: TemplateFile,
  library: TemplateLibrary,
  options: LoadOptions,
): { variants: Variant[]; instances: readonly Instance[] } {
  const settings: Settings = {
    given: deployment.parameters,
    region: deployment.region,
    defaultRegion: options.config.region,
    bothWays: deployment.name === null,
    choices: NO_CHOICES,
    undecidable: new Set(),
  };
  const make = (chosen: Settings): Instance => instantiate(file, chosen, library);
  const base = make(settings);
  const branches = branchesOf(base, settings).map((branch) => {
    const instance = expandsAlike(base, branch.settings.choices) ? base : make(branch.settings);
    return { branch, scope: new InstanceScope(instance, branch.settings) };
  });
  const found = problemsOf(
    base,
    branches.map(({ scope }) => scope),
  );
  const variants = branches.map(({ branch, scope }) => ({ name: deployment.name, branch: branch.name, stack: makeStack(scope, found) }));
  return { variants, instances: treeOf(base) };
}

function treeOf(instance: Instance): readonly Instance[] {
  const inner = [...instance.children.values()].flatMap((child) => (child.instance === null ? [] : treeOf(child.instance)));
  return [instance, ...inner];
}

function warningsOf(templates: readonly TemplateFile[], instances: readonly Instance[]): readonly ReadWarning[] {
  const all = [
    ...templates.flatMap((template) => template.warnings),
    ...instances.flatMap((instance) => instance.warnings),
    ...hiddenParts(instances),
  ];
  return [...new Map(all.map((warning) => [`${warning.at.source.path} ${warning.at.start} ${warning.message}`, warning])).values()];
}

function distinctFiles(instances: readonly Instance[]): TemplateFile[] {
  return [...new Map(instances.map((instance) => [instance.file.path, instance.file])).values()];
}

function distinct(problems: readonly ReadProblem[]): ReadProblem[] {
  return [
    ...new Map(
      problems.map((problem) => [JSON.stringify([problem.path, problem.line, problem.column, problem.message]), problem]),
    ).values(),
  ];
}
