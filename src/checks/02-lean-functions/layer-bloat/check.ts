import { isKnownDistribution } from '../../../data/python-distributions.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isBuildTool } from '../../../data/build-tools.ts';
import type { DeclaredPackage, Manifest } from '../../../model/manifest.ts';
import { resourceNamed } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { importsModule } from '../imports.ts';
import { loadableFrom } from '../loadable.ts';
import { layerUses, namesOf } from '../manifest-uses.ts';
import type { LayerUse } from '../manifest-uses.ts';

const check: Check = defineCheck({
  id: 'layer-bloat',
  title: 'A layer holds packages that none of its functions imports',
  practices: [2],
  severity: 'low',
  promise: 'heuristic',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html',
  ],
  looksAt: ['AWS::Lambda::LayerVersion', 'AWS::Serverless::LayerVersion', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: { unused: '{layer} brings {packages}, which no code of {functions} imports' },
  remedy: 'Remove the packages from the list that the layer is built from, or leave the layer out where a function needs nothing of it.',
  *run(app) {
    for (const use of layerUses(app)) yield judge(app, use);
  },
});
export default check;

function judge(app: App, use: LayerUse): Outcome {
  const { layer, users } = use;
  const lists = use.manifests.filter((one) => !one.isResolved && !one.isPartial && !one.folder.startsWith('..'));
  if (use.hasExtensions) return notApplicable(layer.id, 'it brings programs of its own, which may need them');
  if (lists.length === 0) return notApplicable(layer.id, 'no list says which packages it brings');
  const attached = app.functions.filter((fn) => fn.layers.some((value) => resourceNamed(value) === layer.id));
  if (users.length === 0 || attached.length > users.length)
    return notApplicable(layer.id, 'its functions are elsewhere, or their code is not followed');
  const blocked = users.find(({ shipped }) => shipped.blocked !== null)?.shipped.blocked;
  if (blocked) return cannotTell(layer.id, blocked);
  const unused = lists.flatMap((manifest) => unusedIn(manifest, use).map((declared) => ({ manifest, declared })));
  const [first] = unused;
  if (first === undefined) return pass(layer.id);
  const packages = unused.map(({ declared }) => declared.name);
  const args = { layer: layer.owner?.id ?? layer.logicalId, packages, functions: namesOf(users) };
  return fail({ subject: layer.id, message: 'unused', args, at: first.declared.at, data: { packages } });
}

/** Packages that the functions import by no name, and that nothing which they import is known to need. */
function unusedIn(manifest: Manifest, { users }: LayerUse): DeclaredPackage[] {
  const imported = new Set(users.flatMap(({ shipped }) => shipped.imports.filter((one) => !one.isBuiltin).map((one) => one.name)));
  const loadable = loadableFrom(imported, manifest);
  if (loadable.unknown !== null) return [];
  return manifest.packages.filter(
    ({ name, group }) =>
      group === 'dependencies' &&
      !isBuildTool(manifest.ecosystem, name) &&
      (manifest.ecosystem === 'npm' || isKnownDistribution(name)) &&
      !loadable.has(name) &&
      manifest.mentionOf(name) === null &&
      !users.some(({ shipped }) => importsModule(shipped, manifest, name)),
  );
}
