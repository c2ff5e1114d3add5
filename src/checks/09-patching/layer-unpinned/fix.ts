import type { App } from '../../../model/app.ts';
import type { Path } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { packagesImported } from '../../02-lean-functions/imports.ts';
import { declarationOf } from '../../02-lean-functions/undeclared-import/declared.ts';
import { noFix, notWritten, propertyPath, writtenOf, writtenProperty } from '../../fixing/owner.ts';

/** A stranger's layer that gives the code nothing goes; what may come from it is for the owner to look at. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject, message, at, data }, app) {
    const fn = app.functions.find(({ id }) => id === subject);
    if (fn === undefined || message !== 'publisher') return noFix('which version is right is for the owner to say');
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    const list = writtenProperty(written, 'Layers');
    const items = list?.kind === 'list' ? list.items : [];
    const index = items.findIndex((item) => item.at.start <= at.start && at.end <= item.at.end);
    if (index < 0) return noFix(`the layer is not named in ${written.logicalId} itself`);
    const need = neededOf(app, fn);
    if (need !== null) return noFix(need);
    const path: Path = items.length === 1 ? propertyPath(written, 'Layers') : [...propertyPath(written, 'Layers'), index];
    const layer = String(data?.['layer']);
    return {
      safety: 'review',
      title: `Run ${written.logicalId} without layer ${layer}, from which its code loads nothing`,
      changes: [{ kind: 'remove', file: written.file, path }],
      todo: [`See that ${written.logicalId} needs nothing that layer ${layer} does beside its code, or copy the layer into the app`],
    };
  },
};

/** Why the layer may be needed; null where all that the code loads is known to come from elsewhere. */
function neededOf(app: App, fn: LambdaFunction): string | null {
  const shipped = app.packageOf(fn);
  if (shipped === null) return 'its code was not followed, so that it may need the layer';
  if (shipped.blocked !== null) return `its code may load more than is known: ${shipped.blocked.reason}`;
  const open = packagesImported(shipped).find((one) => declarationOf(one.name, { fn, shipped })?.kind === 'missing');
  return open === undefined ? null : `its code loads ${open.name}, which may come from the layer`;
}
