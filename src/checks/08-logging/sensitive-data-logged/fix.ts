import { basename } from 'node:path';
import type { Change } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { written } from '../../../model/written.ts';
import { stringOf } from '../../../util/node.ts';
import { ownPlace } from '../../../util/own-place.ts';
import type { Span } from '../../../util/span.ts';
import { noFix } from '../../fixing/owner.ts';
import { pathAt, placeOf } from '../../fixing/place.ts';
import { withoutStatement } from './statement.ts';

/** The line that writes it goes, where it does nothing else. What an operator needs of it, by name, is for the owner to log. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ at, data }) {
    const { source, start } = at;
    const code = ownPlace(at);
    const rest = withoutStatement(code);
    if ('reason' in rest) return noFix(rest.reason);
    const change = code === at ? rewritten(at, rest.text) : withinTemplate(at, code, rest.text);
    if (change === null)
      return noFix(
        'the code stands in the template in a form that no line can be taken out of, or serves several functions: take it out there',
      );
    const place = `${source.path}:${source.position(start).line}`;
    return {
      safety: 'review',
      title: `Take out ${place}, which logs ${String(data?.['what'])}`,
      changes: [change],
      todo: [`Log by name what an operator needs of what ${place} wrote: an order id, a status`],
    };
  },
};

function rewritten({ source }: Span, text: string): Change {
  return { kind: 'create', file: source, name: basename(source.path), text, replaces: source.text };
}

/** Code that stands in the template as it runs, in lines of its own behind `|`. */
function withinTemplate(at: Span, code: Span, text: string): Change | null {
  const { source: file } = at;
  const path = pathAt(at);
  const node = path === undefined ? undefined : written(file, path);
  if (path === undefined || node === undefined || stringOf(node) !== code.source.text) return null;
  const isLiteral = /^\|[-+]?\s/.test(file.text.slice(node.at.start, node.at.start + 3));
  return isLiteral && placeOf(node.at) !== undefined ? { kind: 'set', file, path, value: text } : null;
}
