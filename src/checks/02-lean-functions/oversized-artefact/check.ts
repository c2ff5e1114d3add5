import { isBuildTool } from '../../../data/build-tools.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { importsModule, packagesImported } from '../imports.ts';
import { closureOf } from '../loadable.ts';
import { manifestUses } from '../manifest-uses.ts';
import type { ManifestUse, Shipping } from '../manifest-uses.ts';
import { weigh } from './weigh.ts';

const check: Check = defineCheck({
  id: 'oversized-artefact',
  title: 'A function ships far more than its handler can load',
  practices: [2],
  severity: 'low',
  promise: 'proof',
  proves: 'functions that ship little else than what they load',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    packages: '{function} ships {shipped} packages and can load {loadable} of them',
    files: '{function} ships {shipped} of files from {folder} and can load {loadable} of them; the largest of the rest is {largest}',
  },
  remedy:
    'Build the function from its entry point (Metadata.BuildMethod: esbuild), or pack a folder that holds what it needs and nothing else.',
  config: ['lean.artefactRatio'],
  *run(app) {
    const uses = manifestUses(app);
    for (const fn of app.functions) {
      const shipped = app.packageOf(fn);
      if (shipped === null) yield notApplicable(fn.id, 'its code was not followed');
      else if (shipped.build !== 'folder') yield notApplicable(fn.id, 'it ships no folder as it is');
      else if (shipped.blocked !== null) yield cannotTell(fn.id, shipped.blocked);
      else
        yield judge(
          app,
          { fn, shipped },
          uses.find(({ manifest }) => manifest === shipped.manifest),
        );
    }
  },
});
export default check;

/** Packages beyond those that can be loaded which are worth a word. */
const FEW = 10;

function judge(app: App, shipping: Shipping, use: ManifestUse | undefined): Outcome {
  const { fn, shipped } = shipping;
  const { artefactRatio } = app.config.lean;
  const packages = use === undefined ? undefined : countPackages(shipping, use);
  if (packages !== undefined && packages.shipped > artefactRatio * packages.loadable && packages.shipped - packages.loadable >= FEW) {
    return fail({
      subject: fn.id,
      message: 'packages',
      args: { function: fn.resource.logicalId, ...packages },
      at: shipped.at,
      data: packages,
    });
  }
  const weight = weigh(shipped);
  if (weight.shippedBytes > artefactRatio * weight.loadableBytes && weight.shippedBytes - weight.loadableBytes >= 1024 * 1024) {
    const args = {
      function: fn.resource.logicalId,
      folder: shipped.root === '' ? "the template's folder" : shipped.root,
      shipped: sized(weight.shippedBytes),
      loadable: sized(weight.loadableBytes),
      largest: weight.largest,
    };
    return fail({ subject: fn.id, message: 'files', args, at: shipped.at, data: { ...weight } });
  }
  return pass(fn.id);
}

/** Installed packages, without those that no function of the folder loads: these are findings of their own. */
function countPackages({ shipped }: Shipping, { manifest, users }: ManifestUse): { shipped: number; loadable: number } | undefined {
  const { lock } = manifest;
  if (lock === null) return undefined;
  const used = manifest.packages.filter(
    ({ name, group }) =>
      group === 'dependencies' && !isBuildTool('npm', name) && users.some((one) => importsModule(one.shipped, manifest, name)),
  );
  const namesIn = (names: readonly string[]): number => closureOf(lock, names).size;
  return { shipped: namesIn(used.map(({ name }) => name)), loadable: namesIn(packagesImported(shipped).map(({ name }) => name)) };
}

function sized(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${(bytes / (1024 * 1024)).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`;
}
