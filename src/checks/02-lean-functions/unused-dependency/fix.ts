import type { App } from '../../../model/app.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { noFix } from '../../fixing/owner.ts';
import { manifestUses } from '../manifest-uses.ts';

/** Removes a dependency from package.json. */
export const fix: CheckFix = { safety: 'review', plan };

function plan(fail: FailOutcome, app: App): Fix | NoFix {
  const manifest = manifestUses(app).find((use) => fail.subject.startsWith(`${use.manifest.source.path}#`))?.manifest;
  const name = fail.data?.['package'];
  if (manifest === undefined || typeof name !== 'string') return noFix(`${fail.subject} is not read any more`);
  const { source } = manifest;
  if (manifest.ecosystem !== 'npm') return noFix(`${source.path} is no JSON; remove its line by hand`);
  const isOnlyOne = manifest.packages.every((one) => one.name === name || one.group !== 'dependencies');
  return {
    safety: 'review',
    title: `Remove ${name} from ${source.path}`,
    changes: [{ kind: 'remove', file: source, path: isOnlyOne ? ['dependencies'] : ['dependencies', name] }],
    todo: [
      `Run npm install in ${manifest.folder === '' ? 'the folder of the template' : manifest.folder}, so that package-lock.json follows`,
    ],
  };
}
