import type { App } from '../../model/app.ts';
import type { DeploymentPackage } from '../../model/deployment-package.ts';
import type { LambdaFunction } from '../../model/function.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { Resource } from '../../model/template.ts';
import { exactText } from '../../model/value.ts';

/** A function with what it ships. */
export interface Shipping {
  readonly fn: LambdaFunction;
  readonly shipped: DeploymentPackage;
}

/** The functions whose code is at hand. */
export function shippingOf(app: App): Shipping[] {
  return app.functions.flatMap((fn) => {
    const shipped = app.packageOf(fn);
    return shipped === null ? [] : [{ fn, shipped }];
  });
}

/** A manifest within the app's folder, with the functions that are built from it. */
export interface ManifestUse {
  readonly manifest: Manifest;
  readonly users: readonly Shipping[];
  /** Whether all that it asks for is packed, and not only what a bundler finds to be used. */
  readonly isPacked: boolean;
}

/** The manifests that functions are built from, in the order of the functions. */
export function manifestUses(app: App): ManifestUse[] {
  const uses = new Map<Manifest, Shipping[]>();
  for (const shipping of shippingOf(app)) {
    const { manifest } = shipping.shipped;
    // One above the app's folder serves other apps too.
    if (manifest === null || manifest.folder.startsWith('..')) continue;
    uses.set(manifest, [...(uses.get(manifest) ?? []), shipping]);
  }
  return [...uses].map(([manifest, users]) => ({ manifest, users, isPacked: users.some(({ shipped }) => shipped.build === 'folder') }));
}

/** A layer of the app that can be read, with the functions that it is attached to. */
export interface LayerUse {
  readonly layer: Resource;
  readonly folder: string;
  readonly hasExtensions: boolean;
  readonly manifests: readonly Manifest[];
  readonly users: readonly Shipping[];
}

/** The app's own layers whose content is a folder here. */
export function layerUses(app: App): LayerUse[] {
  const all = shippingOf(app);
  return app.ofType('AWS::Lambda::LayerVersion').flatMap((layer) => {
    const content = app.layerContentOf(layer);
    if (content === null) return [];
    return [{ layer, ...content, users: all.filter(({ shipped }) => shipped.layers.includes(content.folder)) }];
  });
}

/** A function in the same language whose code is not at hand, so that what it loads is not known. */
export function unseenFunction(app: App, ecosystem: Manifest['ecosystem']): LambdaFunction | undefined {
  const runtime = ecosystem === 'npm' ? 'nodejs' : 'python';
  return app.functions.find((fn) => app.packageOf(fn) === null && (exactText(fn.runtime) ?? runtime).startsWith(runtime));
}

/** Names for a message: the functions of some shippings. */
export function namesOf(users: readonly Shipping[]): string[] {
  return users.map(({ fn }) => fn.resource.logicalId);
}
