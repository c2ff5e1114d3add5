import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareBehaviors } from '../../src/analyze/behaviors.ts';
import { behaviorOf } from '../../src/behavior/behavior.ts';
import { lowerJavaScript } from '../../src/behavior/javascript/lower.ts';
import { modelOf } from '../../src/behavior/models/models.ts';
import { createModules } from '../../src/behavior/modules/modules.ts';
import type { SourceTree } from '../../src/behavior/program.ts';
import { lowerPython } from '../../src/behavior/python/lower.ts';
import { showHoles } from '../../src/iam/policy.ts';
import { createApp } from '../../src/model/app.ts';
import type { CodeSource } from '../../src/model/app.ts';
import type { Behavior, BehaviorCall, Target } from '../../src/model/behavior.ts';
import { DEFAULT_CONFIG } from '../../src/model/config.ts';
import { needsOf } from '../../src/model/needs.ts';
import { loadApps } from '../../src/readers/load.ts';
import type { LoadedApp } from '../../src/readers/load.ts';
import { locateSource } from '../../src/readers/sources.ts';
import { appFiles } from '../../src/readers/source-tree.ts';

/** The languages that handlers are written in, as their folders are named. */
export type Language = 'javascript' | 'python';

/** What the code of one function does, in words that can be written down beside it. */
export interface Observed {
  readonly complete: boolean;
  /** `dynamodb PutItem Orders`: service, operation, and the app's resource, the ARN of another, or `(any)`; sorted. */
  readonly calls: readonly string[];
  /** Codes of what cannot be told, sorted. */
  readonly unknowns: readonly string[];
  /** What its role needs for its calls: `dynamodb:PutItem on arn:…`; sorted. */
  readonly policy: readonly string[];
}

/** `expected.json` says this of the one function of the app, or of each function by its logical id; `policy` may be left out. */
type Expected = Omit<Observed, 'policy'> & Partial<Pick<Observed, 'policy'>>;

/** A handler's app: a folder with its template and sources. */
export interface HandlerApp {
  readonly name: string;
  readonly folder: string;
}

const HANDLERS = join(import.meta.dirname, 'handlers');
const MOST_BYTES = 1024 * 1024;

/** The handlers of a language, in the order of their names. */
export function handlerApps(language: Language): readonly HandlerApp[] {
  const folder = join(HANDLERS, language);
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'expected.json')))
    .toSorted()
    .map((name) => ({ name, folder: join(folder, name) }));
}

/** Loads the parsers; call it before `observe`. */
export const prepareHandlers: () => Promise<void> = prepareBehaviors;

/** Follows the functions of a handler's app, by logical id. `changed` has texts that stand in place of files, or beside them, by path from the app's folder. */
export function observe(app: HandlerApp, changed: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, Observed> {
  const loaded = load(app);
  const model = createApp(loaded.variants[0]!.stack, DEFAULT_CONFIG, '2026-11-22', sourceOf(loaded, changed));
  return new Map(model.functions.map((fn) => [fn.id, shown(model.behaviorOf(fn))]));
}

/** The texts of an app's source files whose names match, by path from the app's folder. */
export function sourcesOf({ folder }: HandlerApp, name: RegExp): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => name.test(path));
  return new Map(files.toSorted().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}

/** One test for each handler of a language: its code does what `expected.json` says. */
export function testHandlers(language: Language): void {
  describe(`${language} handlers`, () => {
    for (const app of handlerApps(language)) {
      test(app.name.replaceAll('-', ' '), () => {
        const expected = expectedOf(app);
        const observed = observe(app);
        const ids = Object.keys(expected);
        const part = ids.map((id) => [id, comparable(observed.get(id), expected[id]!)]);
        expect(Object.fromEntries(part)).toEqual(expected);
      });
    }
  });
}

/** What a handler's functions do, by logical id, as written beside them. */
function expectedOf(app: HandlerApp): Readonly<Record<string, Expected>> {
  const written = JSON.parse(readFileSync(join(app.folder, 'expected.json'), 'utf8')) as Expected | Record<string, Expected>;
  const isOne = 'calls' in written;
  const byId = isOne ? { [[...observe(app).keys()].join(' ')]: written as Expected } : written;
  return Object.fromEntries(Object.entries(byId).map(([id, one]) => [id, sorted(one)]));
}

function sorted(expected: Expected): Expected {
  const { complete, calls, unknowns, policy } = expected;
  return { complete, calls: calls.toSorted(), unknowns: unknowns.toSorted(), ...(policy && { policy: policy.toSorted() }) };
}

function comparable(observed: Observed | undefined, expected: Expected): Expected | null {
  if (observed === undefined) return null;
  const { complete, calls, unknowns, policy } = observed;
  return { complete, calls, unknowns, ...(expected.policy && { policy }) };
}

function load({ name, folder }: HandlerApp): LoadedApp {
  const { apps, problems } = loadApps(['.'], { cwd: folder, parameters: {}, region: null, config: DEFAULT_CONFIG });
  const [loaded, ...others] = apps;
  if (loaded === undefined || others.length > 0 || problems.length > 0) {
    throw new Error(`${name} is not one app: ${problems.map((problem) => problem.message).join('; ') || `${apps.length} templates`}`);
  }
  return loaded;
}

function sourceOf(loaded: LoadedApp, changed: ReadonlyMap<string, string>): CodeSource {
  const tree = withChanges(appFiles(loaded, MOST_BYTES), changed);
  const modules = createModules(tree, { javascript: lowerJavaScript, python: lowerPython, model: modelOf });
  return {
    behaviorOf: (app, fn) => {
      const { code } = locateSource(fn.resource, { folder: loaded.folder, resource: (id) => app.resource(id) });
      return behaviorOf(app, fn, code, { tree, modules });
    },
    packageOf: () => null,
    dockerfileOf: () => null,
    layerContentOf: () => null,
    delivery: () => ({ files: [], unknown: null }),
  };
}

function withChanges(tree: SourceTree, changed: ReadonlyMap<string, string>): SourceTree {
  const inside = (folder: string): string[] =>
    [...changed.keys()]
      .filter((path) => folder === '' || path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder === '' ? 0 : folder.length + 1));
  return {
    read(path) {
      const text = changed.get(path);
      return text === undefined ? tree.read(path) : { text };
    },
    kind: (path) => (changed.has(path) ? 'file' : (tree.kind(path) ?? (inside(path).length > 0 ? 'folder' : undefined))),
    list: (folder) => [...new Set([...tree.list(folder), ...inside(folder).map((path) => path.split('/')[0]!)])].toSorted(),
  };
}

function shown(behavior: Behavior): Observed {
  const own = needsOf(behavior).filter((need) => need.reasons.some((reason) => reason.call !== null));
  return {
    complete: behavior.complete,
    calls: distinct(behavior.calls.flatMap(shownCall)),
    unknowns: distinct(behavior.unknowns.map((one) => one.code)),
    policy: distinct(own.map((need) => `${need.action} on ${showHoles(need.arn)}`)),
  };
}

/** A call once for each resource that its own actions are on; `as` names the role when it is not the function's. */
function shownCall({ service, operation, grants, principal }: BehaviorCall): string[] {
  const own = grants.filter((grant) => grant.because === null);
  const targets = (own.length > 0 ? own : grants.slice(0, 1)).flatMap((grant) => grant.targets);
  const who = principal === null ? '' : ` as ${showHoles(principal)}`;
  const names = targets.length === 0 ? [''] : targets.map(shownTarget);
  return names.map((name) => `${service} ${operation}${name}${who}`);
}

function shownTarget({ logicalId, unknown, arn }: Target): string {
  if (logicalId !== null) return ` ${logicalId}`;
  if (unknown !== null) return ' (any)';
  return arn === '*' ? '' : ` ${showHoles(arn)}`;
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)].toSorted();
}
