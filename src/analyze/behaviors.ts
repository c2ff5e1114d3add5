import { behaviorOf } from '../behavior/behavior.ts';
import { lowerJavaScript } from '../behavior/javascript/lower.ts';
import { modelOf } from '../behavior/models/models.ts';
import { moduleGraph } from '../behavior/modules/graph.ts';
import { createModules } from '../behavior/modules/modules.ts';
import type { Modules } from '../behavior/program.ts';
import { lowerPython } from '../behavior/python/lower.ts';
import { preparePython } from '../behavior/python/prepare.ts';
import type { App, CodeSource } from '../model/app.ts';
import type { Resource } from '../model/template.ts';
import { deploymentPackageOf, layerContentIn } from '../packages/deployment-package.ts';
import type { PackageCode } from '../packages/deployment-package.ts';
import { Manifests } from '../packages/manifests.ts';
import { deliveryIn } from '../readers/delivery-files.ts';
import { dockerfilePath } from '../readers/image-source.ts';
import { layerFolderOf } from '../readers/layers.ts';
import { pythonWasm } from '../readers/python-wasm.ts';
import type { LoadedApp } from '../readers/load.ts';
import { locateSource } from '../readers/sources.ts';
import type { LambdaCode } from '../readers/sources.ts';
import type { AppPlace } from '../readers/files.ts';
import { appFiles } from '../readers/source-tree.ts';
import type { AppFiles } from '../readers/source-tree.ts';
import { keptForBoth } from '../util/kept.ts';
import { SourceFile } from '../util/span.ts';
import type { Span } from '../util/span.ts';

/** Most bytes of a source file that is followed. */
const SOURCE_BYTES = 5 * 1024 * 1024;

/** Loads the parser of Python, which can only be loaded ahead; that of JavaScript comes with the first file. */
export async function prepareBehaviors(): Promise<void> {
  await preparePython(pythonWasm());
}

/** The files around an app's templates, read and lowered once, however many functions and variants share them. */
export interface AppSources {
  readonly tree: AppFiles;
  readonly modules: Modules;
  readonly manifests: Manifests;
  /** A source file's text; undefined when it cannot be read. */
  readonly sourceOf: (path: string) => SourceFile | undefined;
  /** A function's code with the modules that it can load, the same for all that have the same code. */
  readonly loadableOf: (code: LambdaCode) => PackageCode;
}

/** The files under and around an app's folder, each read at the first look at it. */
export function sourcesIn(place: AppPlace): AppSources {
  const tree = appFiles(place, SOURCE_BYTES);
  const modules = createModules(tree, { javascript: lowerJavaScript, python: lowerPython, model: modelOf });
  const sourceOf = sourcesOf(tree);
  const loadables = new Map<string, PackageCode>();
  const loadable = (code: LambdaCode): PackageCode => {
    // Code in a template stands elsewhere once the template is edited.
    if (code.inline !== null) return loadableOf(code, modules, sourceOf);
    const key = JSON.stringify(code);
    const known = loadables.get(key) ?? loadableOf(code, modules, sourceOf);
    loadables.set(key, known);
    return known;
  };
  return { tree, modules, manifests: new Manifests(tree), sourceOf, loadableOf: loadable };
}

function sourcesOf(tree: AppFiles): AppSources['sourceOf'] {
  const known = new Map<string, SourceFile | undefined>();
  return (path) => {
    if (!known.has(path)) {
      const read = tree.read(path);
      known.set(path, read !== undefined && 'text' in read ? new SourceFile(path, read.text) : undefined);
    }
    return known.get(path);
  };
}

/** Reads the code behind an app's functions: what it does, and what is shipped. */
export function behaviorsOf(loaded: LoadedApp, sources: AppSources = sourcesIn(loaded)): CodeSource {
  const { tree, modules } = sources;
  const finder = { tree, manifests: sources.manifests };
  const codeOf = keptForBoth(
    (app: App, fn: Resource): ReturnType<typeof locateSource>['code'] =>
      locateSource(fn, { folder: loaded.folder, within: loaded.within, resource: (id) => app.resource(id) }).code,
  );
  return {
    behaviorOf: (app, fn) => behaviorOf(app, fn, codeOf(app, fn.resource), { tree, modules }),
    packageOf: (app, fn) => {
      const code = codeOf(app, fn.resource);
      return 'missing' in code ? null : deploymentPackageOf(app, fn, sources.loadableOf(code), finder);
    },
    dockerfileOf: (fn) => {
      const path = dockerfilePath(fn.resource, loaded);
      const file = path === undefined ? undefined : tree.read(path);
      return path !== undefined && file !== undefined && 'text' in file ? new SourceFile(path, file.text) : null;
    },
    layerContentOf: (layer) => {
      const folder = layerFolderOf(layer, loaded);
      return folder === undefined ? null : layerContentIn(folder, finder);
    },
    delivery: () => deliveryIn(loaded.folder, loaded.root),
  };
}

/** A function's code with the modules that it can load. */
function loadableOf(code: LambdaCode, modules: Modules, sourceOf: AppSources['sourceOf']): PackageCode {
  const graph = moduleGraph({ ...code, environment: () => null }, modules);
  const { inline, entry } = code;
  const spanOf = ({ file, start, end }: { readonly file: string; readonly start: number; readonly end: number }): Span =>
    inline !== null && file === entry ? inline.placeOf(start, end) : { source: sourceOf(file) ?? new SourceFile(file, ''), start, end };
  const [gap] = graph.gaps;
  return {
    ...code,
    files: graph.files,
    sourceOf,
    imports: graph.imports.map((one) => ({ ...one, at: spanOf(one.at) })),
    blocked: gap === undefined ? null : { reason: inline?.told(gap.because) ?? gap.because, at: spanOf(gap.at) },
  };
}
