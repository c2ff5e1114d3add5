import type { ModuleIr } from '../ir/ir.ts';
import type { FunctionCode, ModuleModel, Resolved } from '../program.ts';
import { dependsOnSdk, nameSaysAws } from './holds-client.ts';
import { baseName, folderOf, join, upwards } from './paths.ts';
import type { SourceFiles } from './source-files.ts';

/** Who imports, for which function, and with how many leading dots. */
interface Importer {
  readonly module: ModuleIr;
  readonly code: FunctionCode;
  readonly level: number;
}

/** A module that a folder of the search path holds. */
type Found =
  | { readonly kind: 'file'; readonly path: string }
  /** A folder without `__init__.py` is a package too, unless a later folder of the search path has a real one (PEP 420). */
  | { readonly kind: 'folder'; readonly path: string }
  /** Put there by pip: `orders-1.0.dist-info` stands beside it. */
  | { readonly kind: 'installed'; readonly metadata: string };

/** Libraries that are modelled even where a copy of them stands beside the code: their own source tells nothing that the model does not. */
const ALWAYS_MODELLED: ReadonlySet<string> = new Set(
  'aioboto3 aiobotocore aws_lambda_powertools aws_xray_sdk boto3 botocore crhelper s3transfer'.split(' '),
);

/** Finds modules as Python does with Lambda's search path. */
export class PythonResolver {
  readonly #files: SourceFiles;
  readonly #model: (specifier: string) => ModuleModel | undefined;
  readonly #metadata = new Map<string, ReadonlyMap<string, string>>();

  constructor(files: SourceFiles, model: (specifier: string) => ModuleModel | undefined) {
    this.#files = files;
    this.#model = model;
  }

  resolve(specifier: string, from: Importer): Resolved {
    const steps = specifier.split('.').filter((step) => step !== '');
    if (from.level > 0) {
      const base = join(folderOf(from.module.file), ...Array.from({ length: from.level - 1 }, () => '..'));
      return this.#loaded(this.#at(base, steps)) ?? { kind: 'missing', specifier: '.'.repeat(from.level) + specifier };
    }
    const name = steps[0] ?? specifier;
    const modelled = ALWAYS_MODELLED.has(name) ? this.#model(specifier) : undefined;
    if (modelled !== undefined) return { kind: 'model', specifier, make: modelled };
    const found = this.#searchPath(from).map((folder) => this.#in(folder, steps));
    const file = found.find((each) => each?.kind === 'file');
    const installed = found.find((each) => each?.kind === 'installed');
    // The function's own folder comes before the standard library, but what pip put there is modelled as any other.
    if (file !== undefined && (installed === undefined || found.indexOf(file) < found.indexOf(installed))) return this.#loaded(file)!;
    const make = this.#model(specifier);
    if (make !== undefined) return { kind: 'model', specifier, make };
    if (installed?.kind === 'installed') return { kind: 'package', name, holdsClient: this.#needsSdk(installed.metadata) };
    return this.#loaded(found.find((each) => each?.kind === 'folder')) ?? this.#unknown(name, from);
  }

  /** A package that is not here; or, when its first step is the app's own, a module that is missing. */
  #unknown(name: string, from: Importer): Resolved {
    const isOwn = this.#searchPath(from).some((folder) => this.#in(folder, [name])?.kind === 'file');
    return isOwn ? { kind: 'missing', specifier: name } : { kind: 'package', name, holdsClient: nameSaysAws(name) };
  }

  /**
   * The function's folder, then its layers (AWS: Lambda layers, content paths). The folders of the handler and around the
   * function's come last: they are where code is found that runs under another root, as in tests.
   */
  #searchPath({ code, module }: Importer): string[] {
    const layers = code.layers.flatMap((layer) => {
      const sitePackages = this.#files.tree
        .list(join(layer, 'python', 'lib'))
        .filter((name) => name.startsWith('python'))
        .map((name) => join(layer, 'python', 'lib', name, 'site-packages'));
      return [join(layer, 'python'), ...sitePackages, layer];
    });
    const around =
      code.root === '' || code.root.startsWith('..')
        ? []
        : upwards(folderOf(code.root), () => false).filter((folder) => !folder.startsWith('..'));
    return [...new Set([code.root, ...layers, folderOf(code.entry), ...around, ...this.#ownRoots(module.file)])];
  }

  /** A file in a layer's or another folder's package sees what stands beside its package. */
  #ownRoots(file: string): string[] {
    let folder = folderOf(file);
    while (folder !== '' && this.#files.isFile(join(folder, '__init__.py'))) folder = folderOf(folder);
    return [folder];
  }

  #in(folder: string, steps: readonly string[]): Found | undefined {
    const [first] = steps;
    if (first === undefined) return undefined;
    const metadata = this.#installedIn(folder).get(normalized(first));
    return metadata === undefined ? this.#at(folder, steps) : { kind: 'installed', metadata };
  }

  #at(folder: string, steps: readonly string[]): Found | undefined {
    const path = join(folder, ...steps);
    const init = join(path, '__init__.py');
    if (this.#files.isFile(init)) return { kind: 'file', path: init };
    if (steps.length > 0 && this.#files.isFile(`${path}.py`)) return { kind: 'file', path: `${path}.py` };
    return path !== '' && this.#files.isFolder(path) && this.#holdsPython(path) ? { kind: 'folder', path } : undefined;
  }

  #holdsPython(folder: string): boolean {
    return this.#files.tree.list(folder).some((name) => name.endsWith('.py') || this.#files.isFolder(join(folder, name)));
  }

  #loaded(found: Found | undefined): Resolved | undefined {
    if (found === undefined || found.kind === 'installed') return undefined;
    return found.kind === 'file' ? this.#files.load(found.path) : this.#files.emptyPackage(found.path);
  }

  /** The folders of metadata that pip left in a folder, by the names of what can be imported. */
  #installedIn(folder: string): ReadonlyMap<string, string> {
    const known = this.#metadata.get(folder);
    if (known !== undefined) return known;
    const found = new Map<string, string>();
    for (const name of this.#files.tree.list(folder)) {
      const distribution = /^(.+?)-[^-]+(?:-.*)?\.(?:dist-info|egg-info)$/.exec(name)?.[1];
      if (distribution === undefined) continue;
      const path = join(folder, name);
      found.set(normalized(distribution), path);
      for (const imported of this.#topLevel(path)) found.set(normalized(imported), path);
    }
    this.#metadata.set(folder, found);
    return found;
  }

  #topLevel(metadata: string): string[] {
    const file = this.#files.tree.read(join(metadata, 'top_level.txt'));
    return file !== undefined && 'text' in file ? file.text.split(/\s+/).filter((name) => name !== '') : [];
  }

  #needsSdk(metadata: string): boolean {
    const file = this.#files.tree.read(join(metadata, baseName(metadata).endsWith('.egg-info') ? 'requires.txt' : 'METADATA'));
    if (file === undefined || !('text' in file)) return false;
    const names = file.text.split('\n').map((line) => /^(?:Requires-Dist: )?([\w.-]+)/.exec(line)?.[1] ?? '');
    return dependsOnSdk(names);
  }
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '_');
}
