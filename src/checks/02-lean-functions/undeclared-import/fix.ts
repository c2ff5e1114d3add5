import type { App } from '../../../model/app.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { Manifest } from '../../../model/manifest.ts';
import { noFix } from '../../fixing/owner.ts';

/** Adds an imported package to package.json, in a version that is known from beside it. */
export const fix: CheckFix = { safety: 'review', plan };

function plan(fail: FailOutcome, app: App): Fix | NoFix {
  const fn = app.functions.find(({ id }) => id === fail.subject);
  const manifest = (fn && app.packageOf(fn))?.manifest;
  const name = fail.data?.['package'];
  if (manifest === undefined || manifest === null || typeof name !== 'string')
    return noFix('no package.json stands in the folder of the code');
  const { source } = manifest;
  if (manifest.ecosystem !== 'npm') return noFix(`${source.path} is no JSON; add the package by hand, in a version that was tested`);
  const wanted = versionOf(manifest, name);
  if (wanted === undefined) return noFix(`no file says which version of ${name} fits; run npm install ${name} beside ${source.path}`);
  const group = manifest.packages.filter((one) => one.group === 'dependencies');
  const after = group.findLast((one) => one.name < name)?.name;
  const developed = manifest.packages.filter((one) => one.group === 'devDependencies');
  const changes: Fix['changes'] = [
    { kind: 'set', file: source, path: ['dependencies', name], value: wanted, ...(after === undefined ? {} : { after }) },
    ...developed
      .filter((one) => one.name === name)
      .map(() => ({
        kind: 'remove' as const,
        file: source,
        path: developed.length === 1 ? ['devDependencies'] : ['devDependencies', name],
      })),
  ];
  const where = manifest.folder === '' ? 'the folder of the template' : manifest.folder;
  return {
    safety: 'review',
    title: `Ask for ${name} in ${source.path}`,
    changes,
    todo: [`Run npm install in ${where}, so that package-lock.json follows`],
  };
}

/** What is asked for in development, what is installed, or what is asked for of a sibling: parts of one SDK go by close versions. */
function versionOf(manifest: Manifest, name: string): string | undefined {
  const developed = manifest.packages.find((one) => one.name === name)?.wanted;
  const installed = manifest.lock?.packages.get(`node_modules/${name}`)?.version;
  if (developed !== undefined) return developed;
  if (installed !== undefined && installed !== '') return `^${installed}`;
  const kind = /^@aws-sdk\/(?:client|lib)-/;
  const sibling = kind.test(name) ? manifest.packages.find((one) => one.group === 'dependencies' && kind.test(one.name)) : undefined;
  return sibling !== undefined && /^\^\d+\.\d+\.\d+$/.test(sibling.wanted) ? sibling.wanted : undefined;
}
