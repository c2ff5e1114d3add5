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
  const manifest = [...manifestUses(app).map((use) => use.manifest), ...layerUses(app).flatMap((use) => use.manifests)].find(
    ({ source }) => source.path === fail.subject,
  );
  const names = fail.data?.['packages'] as readonly string[] | undefined;
  if (manifest === undefined || names === undefined) return noFix(`${fail.subject} is not read any more`);
  if (manifest.ecosystem !== 'npm') return noFix('a requirements.txt has no part for development; keep the tools in a file of their own');
  return {
    safety: 'safe',
    title: `Move ${names.join(', ')} of ${manifest.source.path} to devDependencies`,
    changes: names.flatMap((name) => moved(manifest, name, names)),
  };
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
