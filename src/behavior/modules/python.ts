import type { ModuleIr } from '../ir/ir.ts';
import type { FunctionCode, ModuleModel, Resolved } from '../program.ts';
import { dependsOnSdk, nameIsHarmless, nameSaysAws } from './holds-client.ts';
import { isWellKnown } from './known-packages.ts';
import { knowsNoSdk } from './python-package.ts';
import { baseName, folderOf, join, upwards } from './paths.ts';
import { PythonIndex } from './python-index.ts';
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

const REQUIREMENTS = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg', 'environment.yml'];

/** Finds modules as Python does with Lambda's search path. */
export class PythonResolver {
  readonly #files: SourceFiles;
  readonly #model: (specifier: string) => ModuleModel | undefined;
  readonly #metadata = new Map<string, ReadonlyMap<string, string>>();
  readonly #asked = new Map<string, readonly string[]>();
  readonly #copied = new Map<string, boolean>();
  readonly #resolved = new WeakMap<FunctionCode, Map<string, Resolved>>();
  readonly #index: PythonIndex;

  constructor(files: SourceFiles, model: (specifier: string) => ModuleModel | undefined) {
    this.#files = files;
    this.#model = model;
    this.#index = new PythonIndex(files);
  }

  /** Imports inside of functions are met again with every call. */
  resolve(specifier: string, from: Importer): Resolved {
    const known = this.#resolved.get(from.code) ?? new Map<string, Resolved>();
    this.#resolved.set(from.code, known);
    const key = `${from.level} ${from.module.file} ${specifier}`;
    const found = known.get(key) ?? this.#resolve(specifier, from);
    known.set(key, found);
    return found;
  }

  #resolve(specifier: string, from: Importer): Resolved {
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
    const isFirst = file !== undefined && (installed === undefined || found.indexOf(file) < found.indexOf(installed));
    const isCopied = isFirst && this.#isCopied(name, this.#searchPath(from)[found.indexOf(file)] ?? '', from);
    if (isFirst && !isCopied) return this.#loaded(file)!;
    const make = this.#model(specifier);
    if (make !== undefined) return { kind: 'model', specifier, make };
    if (isCopied) return { kind: 'package', name, holdsClient: false };
    if (installed?.kind === 'installed') return { kind: 'package', name, holdsClient: this.#needsSdk(installed.metadata) };
    return this.#loaded(found.find((each) => each?.kind === 'folder')) ?? this.#unknown(steps, from);
  }

  /**
   * Whether a folder's package is a copy of somebody else's: it goes by the name of one in wide use, or of one that a list of
   * requirements asks for, and knows no SDK of AWS. Such a copy often stands in a layer without what pip writes beside it.
   */
  #isCopied(name: string, folder: string, { code }: Importer): boolean {
    const path = join(folder, name);
    if (!this.#files.isFile(join(path, '__init__.py'))) return false;
    const lists = [folder, code.root, ...code.layers].map((each) => join(each, 'requirements.txt'));
    const isNamed = isWellKnown(name) || lists.some((list) => this.#requirements(list).includes(normalized(name)));
    if (!isNamed) return false;
    const known = this.#copied.get(path) ?? knowsNoSdk(path, this.#files);
    this.#copied.set(path, known);
    return known;
  }

  /** A package that is not here; or, when its first step is the app's own, a module that is elsewhere or missing. */
  #unknown(steps: readonly string[], from: Importer): Resolved {
    const name = steps[0] ?? '';
    const specifier = steps.join('.');
    if (this.#searchPath(from).some((folder) => this.#in(folder, [name])?.kind === 'file')) return { kind: 'missing', specifier };
    const elsewhere = this.#index.folderOf(name);
    if (elsewhere !== undefined && !this.#isCopied(name, elsewhere, from))
      return this.#loaded(this.#at(elsewhere, steps)) ?? { kind: 'missing', specifier };
    const isAws = nameSaysAws(name);
    if (isAws || nameIsHarmless(name) || isWellKnown(name) || this.#isDeclared(name, from))
      return { kind: 'package', name, holdsClient: isAws };
    return { kind: 'missing', specifier };
  }

  /** Whether a list of requirements around the function asks for packages; their names need not be those that are imported. */
  #isDeclared(name: string, { code, module }: Importer): boolean {
    const folders = [...upwards(code.root, () => false), folderOf(module.file), ...code.layers];
    const lists = folders.flatMap((folder) => REQUIREMENTS.map((list) => join(folder, list)));
    return lists.some((path) =>
      this.#requirements(path).some((asked) => asked === normalized(name) || asked.split('_').includes(normalized(name))),
    );
  }

  #requirements(path: string): readonly string[] {
    const known = this.#asked.get(path);
    if (known !== undefined) return known;
    const file = this.#files.isFile(path) ? this.#files.tree.read(path) : undefined;
    const text = file !== undefined && 'text' in file ? file.text : '';
    // In pyproject.toml and Pipfile every quoted name and every key may be one; more than the real ones do no harm.
    const asked = [...text.matchAll(/(?:^|["'])\s*([A-Za-z][\w.-]*)/gm)].map((match) => normalized(match[1]!));
    this.#asked.set(path, asked);
    return asked;
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
