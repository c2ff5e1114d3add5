import { basename, dirname, resolve } from 'node:path';
import type { ReadProblem } from '../model/report.ts';
import type { Stack, TemplateFormat } from '../model/template.ts';
import type { ReadWarning } from '../util/read.ts';
import { branchesOf } from './cloudformation/branches.ts';
import type { Branches } from './cloudformation/branches.ts';
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
import type { Candidate } from './discover.ts';
import { filesUnder, realPath, relativePath } from './files.ts';
import { discoverApps } from './find-apps.ts';
import type { AppSearch, FoundResult, FoundTemplate, LoadOptions, LoadResult, NestingReader, ReadCandidate } from './find-apps.ts';
import { isTemplateName } from './looks-like-template.ts';
import { recordLooks } from './looks.ts';
import { TemplateLibrary } from './template-library.ts';
import { undeployable } from './undeployable.ts';
import { unknownParameters } from './unknown-parameters.ts';

export type { LoadOptions, LoadResult } from './find-apps.ts';

/** An app: a root template with its nested ones, in every deployment that is judged. */
export interface LoadedApp {
  /** Folder of the root template, relative to `cwd`, `/` separated, `.` for itself. */
  readonly root: string;
  /** The same folder as an absolute path; for reading only, never shown. */
  readonly folder: string;
  /** The folder that it was looked for in, absolute. */
  readonly within: string;
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
  /** Whether it is one of some combinations, where all are too many. */
  readonly isSample: boolean;
  readonly stack: Stack;
}

/** Reads every app under the paths. Never throws for bad input: what cannot be read is in `problems`. Cost: linear in the files. */
export function loadApps(paths: readonly string[], options: LoadOptions): LoadResult<LoadedApp> {
  const search = findApps(paths, options);
  return search.result(search.templates.map((template) => readFound(template, options, (app) => app)));
}

/** Finds the templates under the paths, and which of them are apps. */
export function findApps(paths: readonly string[], options: LoadOptions): AppSearch {
  return discoverApps(paths, options).search(readNesting);
}

/** Reads a template for what it nests. */
export const readNesting: NestingReader = (candidate, cwd, problems) => {
  const { value: read, seen } = recordLooks(() => readCandidate(candidate, cwd, problems));
  if (read === undefined) return undefined;
  const locations = nestedLocations(read.file.root).filter((location) => !isRemote(location));
  const folder = dirname(realPath(candidate.path));
  return { read, nests: locations.map((location) => realPath(resolve(folder, location))), seen };
};

/** Reads a template that was found, and keeps what `use` makes of its app if it is a root: of 500 apps, one at a time is then in memory. */
export function readFound<T>(found: FoundTemplate, options: LoadOptions, use: (app: LoadedApp) => T): FoundResult<T> {
  const problems: ReadProblem[] = [];
  const read = found.read ?? readCandidate(found.candidate, options.cwd, problems);
  found.read = undefined;
  const app = read !== undefined && found.isRoot ? use(loadApp(read, options, problems)) : undefined;
  return { app, problems };
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
    within: candidate.within,
    templates: templates.map(({ source, format }) => ({ path: source.path, format })),
    variants: loaded.flatMap((one) => one.variants),
    warnings: [
      ...loaded.flatMap((one) => one.warnings),
      ...warningsOf(templates, instances),
      ...unknownParameters(file, options.parameters),
    ],
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
): { variants: Variant[]; instances: readonly Instance[]; warnings: readonly ReadWarning[] } {
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
  const { branches: combinations, sample } = branchesOf(base, settings);
  const branches = combinations.map((branch) => {
    const instance = expandsAlike(base, branch.settings.choices) ? base : make(branch.settings);
    return { branch, scope: new InstanceScope(instance, branch.settings) };
  });
  const found = problemsOf(
    base,
    branches.map(({ scope }) => scope),
  );
  const variants = branches.map(({ branch, scope }): Variant => ({
    name: deployment.name,
    branch: branch.name,
    isSample: sample !== null,
    stack: makeStack(scope, found),
  }));
  return { variants, instances: treeOf(base), warnings: sample === null ? [] : [sampled(file, sample, variants.length)] };
}

/** That not every combination of conditions was judged. */
function sampled({ root }: TemplateFile, sample: NonNullable<Branches['sample']>, count: number): ReadWarning {
  const met = sample.hasAllPairs ? 'every two conditions meet in every way' : 'each condition holds and fails with many of the others';
  return {
    message: `${sample.conditions} conditions allow more combinations than are judged: ${count} were, in which ${met}; each of the deployments that the config names is judged as it is`,
    at: root.entries.get('Conditions')?.keyAt ?? root.at,
  };
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
