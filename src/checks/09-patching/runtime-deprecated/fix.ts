import type { Change, Path } from '../../../model/change.ts';
import type { CheckFix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { exactText } from '../../../model/value.ts';
import { written as writtenAt } from '../../../model/written.ts';
import { onlyEntry, stringOf } from '../../../util/node.ts';
import { noFix, notWritten, propertyPath, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { hazards, lostPackage } from './hazards.ts';

/** Runtimes whose successor runs another kind of program: no edit of the template alone would do. */
const REBUILT: Readonly<Record<string, string>> = {
  'go1.x': 'the handler must be built as an executable named bootstrap for provided.al2023',
  'nodejs4.3-edge': 'functions at the edge are made in another way today',
};

/** The newest runtime of the language, where the name of the old one stands. Safe only where the code was read and shows nothing that changed. */
export const fix: CheckFix = {
  safety: 'safe',
  plan({ subject, data }, app) {
    const fn = app.functions.find(({ id }) => id === subject);
    const [from, to] = [String(data?.['runtime']), data?.['successor']];
    if (fn === undefined || typeof to !== 'string') return noFix(`${from} has no successor`);
    const rebuilt = REBUILT[from];
    if (rebuilt !== undefined) return noFix(rebuilt);
    const place = placeOf(fn, from);
    if ('reason' in place) return place;
    const sharing = app.functions.filter((one) => sharesPlace(one, from, place));
    for (const one of sharing) {
      const lost = lostPackage(app, one, { from, to });
      if (lost !== null) return noFix(`${one.resource.logicalId} imports ${lost}, which ${to} does not bring: ship it with the code first`);
    }
    const found = sharing.map((one) => ({ one, reason: hazards(app, one, { from, to }) }));
    const reasons = found.filter(({ reason }) => reason !== null);
    const changes = changesAt(place, to);
    if (changes === null) return noFix(`the runtimes that ${place.parameter} may be are chosen elsewhere`);
    const names = sharing.map(({ resource }) => resource.owner?.id ?? resource.logicalId);
    return {
      safety: reasons.length === 0 ? 'safe' : 'review',
      title: `Run ${names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')} on ${to}`,
      changes,
      ...(reasons.length === 0 ? {} : { todo: reasons.map(({ one, reason }) => `${one.resource.logicalId}: ${reason}`) }),
    };
  },
};

/** Where the name of a runtime stands. */
interface Place {
  readonly file: Written['file'];
  readonly path: Path;
  readonly parameter: string | null;
}

/** In the function's own properties, in `Globals`, or in the default of the parameter that one of them names. */
function placeOf(fn: LambdaFunction, from: string): Place | NoFix {
  const written = writtenOf(fn.resource);
  if (written === undefined) return notWritten(fn.resource);
  const { file } = written;
  const paths: Path[] = [propertyPath(written, 'Runtime')];
  if (written.type === 'AWS::Serverless::Function') paths.push(['Globals', 'Function', 'Runtime']);
  const path = paths.find((one) => writtenAt(file, one) !== undefined);
  const node = path === undefined ? undefined : writtenAt(file, path);
  if (path === undefined || node === undefined) return noFix(`SAM chooses the runtime of ${fn.resource.logicalId}`);
  if (stringOf(node) === from) return { file, path, parameter: null };
  const reference = onlyEntry(node);
  const name = reference?.key === 'Ref' ? stringOf(reference.value) : undefined;
  const defaultPath = ['Parameters', name ?? '', 'Default'];
  if (name !== undefined && stringOf(writtenAt(file, defaultPath)) === from) return { file, path: defaultPath, parameter: name };
  return noFix(`the runtime of ${fn.resource.logicalId} is chosen at deployment`);
}

function sharesPlace(fn: LambdaFunction, from: string, place: Place): boolean {
  if (exactText(fn.runtime) !== from) return false;
  const other = placeOf(fn, from);
  return !('reason' in other) && other.file === place.file && other.path.join('/') === place.path.join('/');
}

/** A parameter may only be what its AllowedValues say. */
function changesAt({ file, path, parameter }: Place, to: string): Change[] | null {
  const change: Change = { kind: 'set', file, path, value: to };
  if (parameter === null) return [change];
  const listPath = ['Parameters', parameter, 'AllowedValues'];
  const allowed = writtenAt(file, listPath);
  if (allowed === undefined) return [change];
  if (allowed.kind !== 'list') return null;
  return allowed.items.some((item) => stringOf(item) === to) ? [change] : [change, { kind: 'append', file, path: listPath, items: [to] }];
}
