import type { DeploymentPackage, ModuleImport } from '../../model/deployment-package.ts';
import type { Manifest } from '../../model/manifest.ts';
import { bringsModule } from './loadable.ts';

/** Whether a function's code imports what a package of a manifest brings. */
export function importsModule({ imports }: DeploymentPackage, { ecosystem }: Manifest, name: string): boolean {
  return imports.some((one) => !one.isBuiltin && (ecosystem === 'npm' ? one.name === name : bringsModule(name, one.name)));
}

/** What a function's code imports beside built-in modules and what stands in the package unasked. */
export function packagesImported({ imports }: DeploymentPackage): ModuleImport[] {
  return imports.filter((one) => !one.isBuiltin && !one.isPacked);
}
