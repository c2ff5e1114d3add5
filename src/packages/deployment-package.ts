import type { App } from '../model/app.ts';
import type { DeploymentPackage, LayerContent, ModuleImport } from '../model/deployment-package.ts';
import type { InlineCode } from '../model/inline-code.ts';
import type { LambdaFunction } from '../model/function.ts';
import type { Manifest } from '../model/manifest.ts';
import { property } from '../model/template.ts';
import { entriesOf, exactText, get, itemsOf, resourceNamed, show } from '../model/value.ts';
import type { Value } from '../model/value.ts';
import type { SourceFile } from '../util/span.ts';
import type { Manifests } from './manifests.ts';
import { isPacked } from './packed-copies.ts';
import { packedFiles } from './packed-files.ts';
import { below, folderOf, isBelow, normal } from './tree.ts';
import type { FileTree } from './tree.ts';

/** Where a function's code stands, and what of it can be loaded. */
export interface PackageCode {
  readonly language: 'javascript' | 'python';
  readonly entry: string;
  readonly inline: InlineCode | null;
  readonly root: string;
  readonly layers: readonly string[];
  readonly unreadLayers: readonly { readonly id: string; readonly because: string }[];
  readonly files: readonly string[];
  readonly sourceOf: (path: string) => SourceFile | undefined;
  readonly imports: readonly Omit<ModuleImport, 'isPacked'>[];
  readonly blocked: DeploymentPackage['blocked'];
}

/** What an app's packages are found with. */
export interface PackageFinder {
  readonly tree: FileTree;
  readonly manifests: Manifests;
}

/** What a function ships. Reads manifests only; cost: linear in the folders above its files. */
export function deploymentPackageOf(app: App, fn: LambdaFunction, code: PackageCode, finder: PackageFinder): DeploymentPackage {
  const root = normal(code.root);
  const { language, entry, layers, files, blocked } = code;
  const manifests = manifestsAround([entry, ...files], root, layers, finder);
  const inRoot = language === 'python' ? finder.manifests.requirements(root) : finder.manifests.npm(root);
  const build = buildOf(fn, { entry, root, inRoot, isInline: code.inline !== null });
  const nearest = build === 'bundle' ? (manifests.find((one) => one.ecosystem === 'npm' && isBelow(entry, one.folder)) ?? null) : null;
  const isAsset = get(fn.resource.attributes.get('Metadata'), 'aws:asset:path') !== undefined;
  return {
    language,
    build,
    root,
    entry,
    at: property(fn.resource, 'Code')?.at ?? fn.at,
    // The CDK bundles an asset before, from a manifest that is not beside it.
    manifest: build === 'inline' || build === 'other' ? null : (inRoot ?? (isAsset ? null : nearest)),
    around: manifests,
    external: itemsOf(buildProperty(fn, 'External')).flatMap((item) => exactText(item) ?? []),
    layers: layers.map(normal),
    unreadLayer: unreadLayerOf(app, fn, code),
    folderFiles: () => packedFiles(finder.tree, root),
    files: files.filter((path) => finder.tree.kind(path) === 'file'),
    sources: () => files.flatMap((path) => (code.inline !== null && path === entry ? [] : (code.sourceOf(path) ?? []))),
    imports: code.imports.map((one) => ({
      ...one,
      isPacked: !one.isBuiltin && isPacked(one.name, { root, inRoot, layers, language }, finder.tree),
    })),
    blocked,
  };
}

/** What a layer's folder holds. */
export function layerContentIn(folder: string, { tree, manifests }: PackageFinder): LayerContent {
  const root = normal(folder);
  return {
    folder: root,
    hasExtensions: tree.kind(below(root, 'extensions')) === 'folder',
    manifests: layerFolders(root).flatMap((each) => manifests.in(each)),
  };
}

/** Folders of a layer that a manifest may stand in. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
function layerFolders(layer: string): string[] {
  return ['', 'nodejs', 'python'].map((name) => normal(below(layer, name)));
}

// A bundler that the owner runs makes of the folder what no manifest tells.
const BUNDLERS = /\b(?:esbuild|webpack|rollup|rolldown|tsup|tsdown|ncc|parcel|vite|swc|babel)\b/;

function buildOf(
  fn: LambdaFunction,
  {
    entry,
    root,
    inRoot,
    isInline,
  }: { readonly entry: string; readonly root: string; readonly inRoot: Manifest | null; readonly isInline: boolean },
): DeploymentPackage['build'] {
  if (isInline) return 'inline';
  if (fn.packageType !== 'Zip') return 'other';
  const metadata = fn.resource.attributes.get('Metadata');
  const method = exactText(get(metadata, 'BuildMethod'));
  if (method === 'esbuild' || exactText(get(metadata, 'aws:asset:is-bundled')) === 'true') return 'bundle';
  if (method !== undefined && !/^(?:nodejs|python\d)/.test(method)) return 'other';
  // Lambda does not compile TypeScript: what is packed is made by a build that the template does not tell.
  if (!isBelow(entry, root) || /\.(?:[mc]?tsx?|jsx)$/.test(entry)) return 'compiled';
  if ([...(inRoot?.scripts.values() ?? [])].some((script) => BUNDLERS.test(script))) return 'compiled';
  return 'folder';
}

function buildProperty(fn: LambdaFunction, name: string): Value | undefined {
  const properties = get(fn.resource.attributes.get('Metadata'), 'BuildProperties');
  return entriesOf(properties).find((entry) => entry.key.toLowerCase() === name.toLowerCase())?.value;
}

/** Manifests from the folders of the code upwards, nearest first, then those of the layers. */
function manifestsAround(
  files: readonly string[],
  root: string,
  layers: readonly string[],
  { tree, manifests }: PackageFinder,
): Manifest[] {
  const folders = new Set<string>();
  for (const start of [...files.map(folderOf), root]) {
    for (let folder = normal(start); !folders.has(folder); folder = normal(below(folder, '..'))) {
      if (folder !== '' && folder.startsWith('..') && tree.kind(folder) !== 'folder') break;
      folders.add(folder);
    }
  }
  const all = [...folders, ...layers.flatMap((layer) => layerFolders(normal(layer)))];
  return [...new Set(all.flatMap((folder) => manifests.in(folder)))];
}

function unreadLayerOf(app: App, fn: LambdaFunction, code: PackageCode): string | null {
  for (const layer of fn.layers) {
    const id = resourceNamed(layer);
    const own = app.resource(id)?.type === 'AWS::Lambda::LayerVersion';
    const unread = code.unreadLayers.find((one) => one.id === id);
    if (!own) return `what the layer ${show(layer)} brings is not known`;
    if (unread !== undefined) return unread.because;
  }
  return null;
}
