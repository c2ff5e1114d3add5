import { isKnownDistribution } from '../../../data/python-distributions.ts';
import { needsOfPackage } from '../../../data/package-needs.ts';
import { runtimeBrings } from '../../../data/runtime-packages.ts';
import type { DeploymentPackage } from '../../../model/deployment-package.ts';
import type { Manifest } from '../../../model/manifest.ts';
import { exactText } from '../../../model/value.ts';
import { bringsModule } from '../loadable.ts';
import type { Shipping } from '../manifest-uses.ts';

/** How a package comes to be there that nothing asks for. */
export type Undeclared =
  /** Not at all; `perhaps`: what else may bring it. */
  | { readonly kind: 'missing'; readonly perhaps: string | null }
  | { readonly kind: 'development'; readonly manifest: Manifest }
  /** Another package, `by`, brings it. */
  | { readonly kind: 'transitive'; readonly by: string; readonly manifest: Manifest }
  | { readonly kind: 'runtime'; readonly manifest: Manifest };

/** Modules that Lambda puts beside code that stands in a template. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-lambda-function-code-cfnresponsemodule.html */
const BESIDE_INLINE: ReadonlySet<string> = new Set(['cfn-response', 'cfnresponse']);

/** How an imported package comes to be there; null when it is asked for, or left to the runtime on purpose. */
export function declarationOf(name: string, { fn, shipped }: Shipping): Undeclared | null {
  const { language, build } = shipped;
  if (build === 'inline' && BESIDE_INLINE.has(name)) return null;
  const ecosystem = language === 'python' ? 'pypi' : 'npm';
  const manifests =
    build === 'inline' ? shipped.around.filter((one) => shipped.layers.some((layer) => one.folder.startsWith(layer))) : shipped.around;
  const lists = manifests.filter((one) => one.ecosystem === ecosystem);
  const candidates = lists.filter((manifest) => isAsked(manifest, name) && mayServe(manifest, name, shipped));
  // What the function asks for in development only, a layer may bring for good.
  const bringing = candidates.find((one) => isIn(one, shipped.layers) && !isOnlyForDevelopment(one, name, build));
  const asking = bringing ?? candidates[0];
  if (asking !== undefined) return isOnlyForDevelopment(asking, name, shipped.build) ? developed(asking, name, { fn, shipped }) : null;
  const brought = runtimeBrings(exactText(fn.runtime), language, name);
  if (brought && !isBundledIn(name, shipped)) return leftToRuntime(name, lists, language);
  const bringer = lists.flatMap((manifest) => broughtBy(manifest, name).map((by) => ({ manifest, by })))[0];
  if (bringer !== undefined) return { kind: 'transitive', ...bringer };
  // A bundle that is made at all found it somewhere.
  if (brought) return null;
  return { kind: 'missing', perhaps: perhapsFrom(lists) };
}

/** A bundler takes in what the runtime has as well, unless it is told to leave it out. */
function isBundledIn(name: string, { build, external }: DeploymentPackage): boolean {
  return build === 'bundle' && !external.some((one) => name === one || (one.endsWith('*') && name.startsWith(one.slice(0, -1))));
}

function isAsked(manifest: Manifest, name: string): boolean {
  if (manifest.name === name) return true;
  return manifest.packages.some((one) => (manifest.ecosystem === 'npm' ? one.name === name : bringsModule(one.name, name)));
}

/** One above the folder that is packed may serve a build that is not seen, but not with what it asks for in development. */
function mayServe(manifest: Manifest, name: string, { build, root, layers }: DeploymentPackage): boolean {
  return build !== 'folder' || isIn(manifest, [root, ...layers]) || !isOnlyForDevelopment(manifest, name, build);
}

function isIn(manifest: Manifest, folders: readonly string[]): boolean {
  return folders.some((folder) => folder === '' || manifest.folder === folder || manifest.folder.startsWith(`${folder}/`));
}

/** A bundler takes what is installed for development as well. */
function isOnlyForDevelopment(manifest: Manifest, name: string, build: string): boolean {
  if (build !== 'folder' || manifest.ecosystem !== 'npm') return false;
  return manifest.packages.every((one) => one.name !== name || one.group === 'devDependencies');
}

function developed(manifest: Manifest, name: string, { fn, shipped }: Shipping): Undeclared | null {
  const isOwn = manifest === shipped.manifest;
  if (!isOwn || runtimeBrings(exactText(fn.runtime), shipped.language, name)) return null;
  const lock = manifest.lock?.packages.get(`node_modules/${name}`);
  return lock !== undefined && !lock.isDev
    ? { kind: 'transitive', by: bringerIn(manifest, name) ?? 'another package', manifest }
    : { kind: 'development', manifest };
}

/** Whoever asks for no part of the SDK leaves all of it to the runtime; whoever asks for some has forgotten one. */
function leftToRuntime(name: string, lists: readonly Manifest[], language: 'javascript' | 'python'): Undeclared | null {
  if (language === 'python') return null;
  const family = `${name.split('/', 1)[0]}/`;
  const manifest = lists.find((one) =>
    one.packages.some((declared) => declared.group === 'dependencies' && declared.name.startsWith(family)),
  );
  return manifest === undefined || !name.startsWith('@') ? null : { kind: 'runtime', manifest };
}

/** The packages of a manifest that bring another one. */
function broughtBy(manifest: Manifest, name: string): string[] {
  if (manifest.ecosystem === 'npm') {
    const locked = manifest.lock?.packages.get(`node_modules/${name}`);
    return locked === undefined || locked.isDev ? [] : [bringerIn(manifest, name) ?? 'another package'];
  }
  return manifest.packages
    .filter((one) => needsOfPackage('pypi', one.name)?.some((need) => bringsModule(need, name)) === true)
    .map((one) => one.name);
}

function bringerIn({ lock }: Manifest, name: string): string | undefined {
  return [...(lock?.packages.values() ?? [])].find((one) => !one.isDev && one.needs.includes(name))?.name;
}

/** A list that is not read whole, or a distribution whose modules are not known. */
function perhapsFrom(lists: readonly Manifest[]): string | null {
  const partial = lists.find((one) => one.isPartial);
  if (partial !== undefined) return `${partial.source.path} is not read whole`;
  const strange = lists
    .filter((one) => one.ecosystem === 'pypi')
    .flatMap((one) => one.packages)
    .find((one) => !isKnownDistribution(one.name));
  return strange === undefined ? null : `which modules ${strange.name} brings is not known`;
}
