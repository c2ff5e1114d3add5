import { isBuildTool, isTypesOnly } from '../../../data/build-tools.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { DeclaredPackage, Manifest } from '../../../model/manifest.ts';
import { fail, pass } from '../../outcomes.ts';
import { importsModule } from '../imports.ts';
import { layerUses, manifestUses, namesOf } from '../manifest-uses.ts';
import type { Shipping } from '../manifest-uses.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'build-tool-shipped',
  title: 'Tools for building and testing are shipped',
  practices: [2, 10],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/using-sam-cli-build.html',
    'https://docs.npmjs.com/cli/configuring-npm/package-json#devdependencies',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::Lambda::LayerVersion', 'AWS::Serverless::LayerVersion'],
  messages: { shipped: '{manifest} asks for {packages} at run time, so that what only builds or tests is shipped with {users}' },
  remedy: 'Move them to devDependencies of package.json, or to a list of requirements that the build of the function does not install.',
  fix,
  *run(app) {
    for (const { manifest, users, isPacked } of manifestUses(app)) {
      if (isPacked) yield judge(manifest, namesOf(users), users);
      else yield pass(manifest.source.path);
    }
    yield* ofLayers(app);
  },
});
export default check;

function* ofLayers(app: App): Iterable<Outcome> {
  const judged = new Set<Manifest>(manifestUses(app).map(({ manifest }) => manifest));
  for (const { layer, manifests, users } of layerUses(app)) {
    for (const manifest of manifests) {
      if (judged.has(manifest) || manifest.folder.startsWith('..')) continue;
      judged.add(manifest);
      yield judge(manifest, [layer.owner?.id ?? layer.logicalId], users);
    }
  }
}

function judge(manifest: Manifest, shippedWith: readonly string[], users: readonly Shipping[]): Outcome {
  const subject = manifest.source.path;
  const tools = shippedTools(manifest, users);
  const [first] = tools;
  if (first === undefined) return pass(subject);
  const packages = tools.map(({ name }) => name);
  return fail({
    subject,
    message: 'shipped',
    args: { manifest: subject, packages, users: [...shippedWith] },
    at: first.at,
    ...(packages.every(isTypesOnly) ? { severity: 'low' as const } : {}),
    data: { packages },
  });
}

/** Tools among what is installed for running; one that the code itself loads is there for it. */
function shippedTools(manifest: Manifest, users: readonly Shipping[]): DeclaredPackage[] {
  return manifest.packages.filter(
    ({ name, group }) =>
      group === 'dependencies' &&
      isBuildTool(manifest.ecosystem, name) &&
      !users.some(({ shipped }) => importsModule(shipped, manifest, name)),
  );
}
