import type { ModuleIr } from '../ir/ir.ts';
import type { FunctionCode, ModuleModel, Resolved } from '../program.ts';
import { dependsOnSdk, nameIsHarmless, nameSaysAws } from './holds-client.ts';
import { findFile, findModule, isInstalled, isTypeScriptFile, packageInPath } from './javascript-files.ts';
import type { ModuleSearch } from './javascript-files.ts';
import { isWellKnown } from './known-packages.ts';
import { Lockfiles } from './lockfile.ts';
import { Manifests, targetsOf } from './manifest.ts';
import { folderOf, join, upwards } from './paths.ts';
import type { SourceFiles } from './source-files.ts';
import { TypeScriptConfigs } from './tsconfig.ts';
import { Workspaces } from './workspaces.ts';

/** Who imports, and for which function. */
interface Importer {
  readonly module: ModuleIr;
  readonly code: FunctionCode;
}

/** Finds modules as Node.js, TypeScript and bundlers do. */
export class JavaScriptResolver {
  readonly #files: SourceFiles;
  readonly #model: (specifier: string) => ModuleModel | undefined;
  readonly #manifests: Manifests;
  readonly #lockfiles: Lockfiles;
  readonly #configs: TypeScriptConfigs;
  readonly #workspaces: Workspaces;

  constructor(files: SourceFiles, model: (specifier: string) => ModuleModel | undefined) {
    this.#files = files;
    this.#model = model;
    this.#manifests = new Manifests(files);
    this.#lockfiles = new Lockfiles(files);
    this.#configs = new TypeScriptConfigs(files);
    this.#workspaces = new Workspaces(files, this.#manifests);
  }

  resolve(written: string, from: Importer): Resolved {
    // Bundlers take options behind a question mark; a URL of a file is a path.
    const specifier = written.replace(/[?].*$/, '').replace(/^file:\/\//, '');
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return this.#relative(specifier, from);
    const make = this.#model(specifier);
    if (make !== undefined) return { kind: 'model', specifier, make };
    if (specifier.startsWith('node:')) return { kind: 'package', name: specifier, holdsClient: false };
    const path =
      this.#mapped(specifier, from) ?? (specifier.startsWith('/') ? this.#absolute(specifier, from) : this.#named(specifier, from));
    if (path !== undefined) return this.#loaded(path);
    if (specifier.startsWith('/') || specifier.startsWith('#')) return { kind: 'missing', specifier };
    return this.#package(specifier, from);
  }

  #search(from: Importer): ModuleSearch {
    return { isTypeScript: isTypeScriptFile(from.module.file), mainOf: (folder) => this.#manifests.entryOf(folder) };
  }

  #relative(specifier: string, from: Importer): Resolved {
    const path = findModule(this.#files, join(folderOf(from.module.file), specifier), this.#search(from));
    return path === undefined ? { kind: 'missing', specifier } : this.#loaded(path);
  }

  /** Installed packages are not followed, whichever way the path goes. */
  #loaded(path: string): Resolved {
    const name = packageInPath(path);
    if (name === undefined) return this.#files.load(path);
    const modules = path.slice(0, path.lastIndexOf(`node_modules/${name}`)) + 'node_modules';
    if (!isInstalled(this.#files, modules)) return this.#files.load(path);
    return { kind: 'package', name, holdsClient: this.#installedHoldsClient(join(modules, name)) ?? nameSaysAws(name) };
  }

  /** By tsconfig.json's `paths` and `baseUrl`. */
  #mapped(specifier: string, from: Importer): string | undefined {
    const search = this.#search(from);
    for (const candidate of this.#configs.candidates(folderOf(from.module.file), specifier)) {
      const found = findModule(this.#files, candidate, search);
      if (found !== undefined && !/\.d\.[mc]?ts$/.test(found)) return found;
    }
    return undefined;
  }

  /** `/opt/…` is a layer's content, `/var/task/…` the function's own. (AWS: Lambda layers, execution environment) */
  #absolute(specifier: string, from: Importer): string | undefined {
    const search = this.#search(from);
    const task = /^\/var\/task\/(.*)$/.exec(specifier)?.[1];
    if (task !== undefined) return findModule(this.#files, join(from.code.root, task), search);
    const opt = /^\/opt\/(.*)$/.exec(specifier)?.[1];
    if (opt === undefined) return undefined;
    // A layer that is built (`BuildMethod`) gets its `nodejs` folder from the build; its sources stand without it.
    const inside = [opt, opt.replace(/^nodejs\//, ''), join('src', opt.replace(/^nodejs\//, ''))];
    return from.code.layers
      .flatMap((layer) => inside.map((path) => findModule(this.#files, join(layer, path), search)))
      .find((path) => path !== undefined);
  }

  /** `#name`, and names of packages whose source is in the repository or in a layer. */
  #named(specifier: string, from: Importer): string | undefined {
    const folder = folderOf(from.module.file);
    if (specifier.startsWith('#')) return this.#internal(specifier, folder);
    const { name, subpath } = packageName(specifier);
    const own = this.#workspaces.folderOf(name, folder);
    const packaged = own === undefined ? undefined : this.#inPackage(own, subpath, from);
    return packaged ?? this.#inLayers(name, subpath, from) ?? this.#byUsage(specifier, from);
  }

  #internal(specifier: string, folder: string): string | undefined {
    for (const above of upwards(folder, (path) => this.#files.isFolder(path))) {
      for (const target of targetsOf(this.#manifests.of(above)?.imports, specifier)) {
        const found = target.startsWith('.') ? findFile(this.#files, join(above, target), true) : undefined;
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #inPackage(folder: string, subpath: string, from: Importer): string | undefined {
    const exported = this.#manifests.entryOf(folder, subpath);
    if (exported !== undefined) return exported;
    const search = this.#search(from);
    return findModule(this.#files, join(folder, subpath), search) ?? findModule(this.#files, join(folder, 'src', subpath), search);
  }

  #inLayers(name: string, subpath: string, from: Importer): string | undefined {
    const { isTypeScript } = this.#search(from);
    for (const layer of from.code.layers) {
      const installed = ['nodejs/node_modules', 'node_modules'].map((modules) => join(layer, modules, name));
      // A single file may lie among the packages: `require('prices.js')`.
      const file = installed.map((path) => findFile(this.#files, join(path, subpath), isTypeScript)).find((path) => path !== undefined);
      if (file !== undefined) return file;
      const named = [layer, join(layer, 'nodejs')].filter((folder) => this.#manifests.of(folder)?.name === name);
      for (const folder of [...installed, ...named]) {
        const found = this.#files.isFolder(folder) ? this.#inPackage(folder, subpath, from) : undefined;
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** Lambda searches the function's folder for bare names too (NODE_PATH holds /var/task); `@/` and `~/` stand for the sources by custom. */
  #byUsage(specifier: string, from: Importer): string | undefined {
    const search = this.#search(from);
    const custom = /^[@~]\/(.*)$/.exec(specifier)?.[1];
    if (custom === undefined) return findFile(this.#files, join(from.code.root, specifier), search.isTypeScript);
    return upwards(folderOf(from.module.file), (path) => this.#files.isFolder(path))
      .flatMap((above) => [join(above, 'src', custom), join(above, custom)])
      .map((path) => findModule(this.#files, path, search))
      .find((path) => path !== undefined);
  }

  #package(specifier: string, from: Importer): Resolved {
    const { name } = packageName(specifier);
    const folders = upwards(folderOf(from.module.file), (path) => this.#files.isFolder(path)).map((above) =>
      join(above, 'node_modules', name),
    );
    const installed = folders.find((folder) => this.#manifests.of(folder) !== undefined);
    const holdsClient = this.#holdsClient(name, installed, folderOf(from.module.file));
    const isKnown = holdsClient || installed !== undefined || isWellKnown(name) || nameIsHarmless(name) || this.#isDeclared(name, from);
    return isKnown ? { kind: 'package', name, holdsClient } : { kind: 'missing', specifier };
  }

  /** Whether a package.json around the importing file, or of a layer, asks for a package. */
  #isDeclared(name: string, { module, code }: Importer): boolean {
    const around = upwards(folderOf(module.file), (path) => this.#files.isFolder(path));
    const layers = code.layers.flatMap((layer) => [layer, join(layer, 'nodejs')]);
    return [...around, ...layers].some((folder) => this.#manifests.of(folder)?.dependencies.has(name) === true);
  }

  /** By what an installed package depends on; else by its name, and by what a lockfile says that it brings along. */
  #holdsClient(name: string, installed: string | undefined, from: string): boolean {
    const known = installed === undefined ? undefined : this.#installedHoldsClient(installed);
    if (known !== undefined) return known;
    if (nameIsHarmless(name) || isWellKnown(name)) return false;
    return nameSaysAws(name) || dependsOnSdk(this.#lockfiles.broughtBy(name, from) ?? []);
  }

  #installedHoldsClient(folder: string): boolean | undefined {
    const manifest = this.#manifests.of(folder);
    return manifest && dependsOnSdk(manifest.dependencies.keys());
  }
}

/** `@scope/name/sub/path` as the package's name and `./sub/path`. */
function packageName(specifier: string): { readonly name: string; readonly subpath: string } {
  const steps = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return { name: steps.slice(0, length).join('/'), subpath: ['.', ...steps.slice(length)].join('/') };
}
