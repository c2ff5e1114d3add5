import { isBuildTool } from '../../../data/build-tools.ts';
import { isKnownDistribution, modulesOfDistribution } from '../../../data/python-distributions.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { DeclaredPackage, Manifest } from '../../../model/manifest.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { importsModule, packagesImported } from '../imports.ts';
import { loadableFrom } from '../loadable.ts';
import { manifestUses, namesOf, unseenFunction } from '../manifest-uses.ts';
import type { ManifestUse } from '../manifest-uses.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'unused-dependency',
  title: 'A dependency that no handler can load',
  practices: [2, 10],
  severity: 'medium',
  promise: 'proof',
  proves: 'lists of dependencies that handlers use up',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/welcome.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: { unused: '{manifest} asks for {package}, which no code of {functions} can load' },
  remedy: 'Remove it from the list of dependencies and install again.',
  fix,
  *run(app) {
    for (const use of manifestUses(app)) yield* judge(app, use);
  },
});
export default check;

/** What stands in the manifest of a website, whose pages are no code of a function. */
const WEBSITES: ReadonlySet<string> = new Set(
  'next nuxt react-scripts react-dom gatsby astro svelte vue vite @angular/core @remix-run/react expo react-native'.split(' '),
);

function* judge(app: App, use: ManifestUse): Iterable<Outcome> {
  const { manifest, users, isPacked } = use;
  const subject = manifest.source.path;
  const asked = manifest.packages.filter(({ group, name }) => group === 'dependencies' && !isBuildTool(manifest.ecosystem, name));
  const at = asked[0]?.at ?? users[0]!.shipped.at;
  if (asked.length === 0) return yield notApplicable(subject, 'it asks for nothing that runs');
  if (!isPacked && manifest.packages.some(({ name }) => WEBSITES.has(name)))
    return yield notApplicable(subject, 'a website is made from it too, and of the rest a bundler takes what the handlers import');
  if (manifest.isResolved || manifest.isPartial) return yield notApplicable(subject, 'it lists more than what the code itself asks for');
  const blocked = users.find(({ shipped }) => shipped.blocked !== null)?.shipped.blocked;
  if (blocked) return yield cannotTell(subject, blocked);
  const unseen = unseenFunction(app, manifest.ecosystem);
  if (unseen !== undefined) return yield cannotTell(subject, { reason: `what ${unseen.resource.logicalId} loads is not known`, at });
  const unused = asked.filter(({ name }) => !users.some(({ shipped }) => importsModule(shipped, manifest, name)));
  if (unused.length === 0) return yield pass(subject);
  for (const declared of unused) yield unimported(app, use, declared);
}

/** A package that no code imports may still be what another package loads, or named where only the running code reads it. */
function unimported(app: App, { manifest, users, isPacked }: ManifestUse, declared: DeclaredPackage): Outcome {
  const { name, at } = declared;
  const path = manifest.source.path;
  const subject = `${path}#${name}`;
  const loadable = loadableFrom(new Set(users.flatMap(({ shipped }) => packagesImported(shipped).map((one) => one.name))), manifest);
  if (loadable.has(name)) return pass(subject);
  const modules = manifest.ecosystem === 'npm' ? [name] : modulesOfDistribution(name);
  const mention = [name, ...modules].map((one) => manifest.mentionOf(one)).find((one) => one !== null);
  if (mention !== undefined) return cannotTell(subject, { reason: `${mention} names ${name}, and no handler loads it by an import`, at });
  if (isNamedElsewhere(app, manifest, modules)) return pass(subject);
  if (manifest.ecosystem === 'pypi' && !isKnownDistribution(name)) {
    return cannotTell(subject, { reason: `which modules ${name} brings is not known`, at });
  }
  if (loadable.unknown !== null) return cannotTell(subject, { reason: `no lockfile says what ${loadable.unknown} loads`, at });
  const functions = namesOf(users);
  return fail({
    subject,
    message: 'unused',
    args: { manifest: path, package: name, functions },
    at,
    ...(isPacked ? {} : { severity: 'low' as const }),
    data: { package: name, functions },
  });
}

/** The template (a handler inside of a package, a preload in an environment variable) or a script of npm may name it. */
function isNamedElsewhere(app: App, manifest: Manifest, names: readonly string[]): boolean {
  const words = names.map((name) => new RegExp(`(?<![\\w@/-])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`));
  const texts = [...manifest.scripts.values(), ...app.files.map(({ text }) => text)];
  return texts.some((text) => words.some((word) => word.test(text)));
}
