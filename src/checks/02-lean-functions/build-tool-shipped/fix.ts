import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { DeclaredPackage, Manifest } from '../../../model/manifest.ts';
import { noFix } from '../../fixing/owner.ts';
import { layerUses, manifestUses } from '../manifest-uses.ts';

/** Moves build tools to the dependencies of development. */
export const fix: CheckFix = { safety: 'safe', plan };

function plan(fail: FailOutcome, app: App): Fix | NoFix {
  const all = [
    ...manifestUses(app).map(({ manifest, users }) => ({ manifest, users })),
    ...layerUses(app).flatMap(({ manifests, users }) => manifests.map((manifest) => ({ manifest, users }))),
  ].filter((one) => one.manifest.source.path === fail.subject);
  const manifest = all[0]?.manifest;
  const uses = all.flatMap(({ users }) => users);
  const names = fail.data?.['packages'] as readonly string[] | undefined;
  if (manifest === undefined || names === undefined) return noFix(`${fail.subject} is not read any more`);
  if (manifest.ecosystem !== 'npm') return noFix('a requirements.txt has no part for development; keep the tools in a file of their own');
  const isSafe = !runsAtInstall(manifest) && uses.every(({ shipped }) => shipped.blocked === null);
  return {
    safety: isSafe ? 'safe' : 'review',
    title: `Move ${names.join(', ')} of ${manifest.source.path} to devDependencies`,
    changes: names.flatMap((name) => moved(manifest, name, names)),
  };
}

/** npm runs these where it installs for production too, and they may need the tools. https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts */
function runsAtInstall({ scripts }: Manifest): boolean {
  return ['preinstall', 'install', 'postinstall', 'prepare'].some((name) => scripts.has(name));
}

function moved({ source, packages }: Manifest, name: string, moving: readonly string[]): Change[] {
  const dependencies = packages.filter(({ group }) => group === 'dependencies');
  const development = packages.filter(({ group }) => group === 'devDependencies');
  const wanted = dependencies.find((one) => one.name === name)?.wanted ?? '';
  const isLast = dependencies.every((one) => moving.includes(one.name));
  const gone: Change = { kind: 'remove', file: source, path: isLast ? ['dependencies'] : ['dependencies', name] };
  if (development.some((one) => one.name === name)) return [gone];
  const after = before(development, name);
  return [gone, { kind: 'set', file: source, path: ['devDependencies', name], value: wanted, ...(after === undefined ? {} : { after }) }];
}

/** npm keeps the names in order. */
function before(packages: readonly DeclaredPackage[], name: string): string | undefined {
  return packages.findLast((one) => one.name < name)?.name;
}
