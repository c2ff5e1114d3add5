import { basename } from 'node:path';
import type { CheckFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import { noFix } from '../../fixing/owner.ts';
import { withoutStatement } from './statement.ts';

/** The line that writes it goes, where it does nothing else. What an operator needs of it, by name, is for the owner to log. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject, at, data }, app) {
    const { source } = at;
    const fn = app.functions.find(({ id }) => id === subject);
    // Code in the template is read as a file of its own that is nowhere on disk.
    if (fn === undefined || property(fn.resource, 'Code.ZipFile') !== undefined)
      return noFix('the code stands in the template: take the line out there');
    const rest = withoutStatement(at);
    if ('reason' in rest) return noFix(rest.reason);
    const place = `${source.path}:${source.position(at.start).line}`;
    return {
      safety: 'review',
      title: `Take out ${place}, which logs ${String(data?.['what'])}`,
      changes: [{ kind: 'create', file: source, name: basename(source.path), text: rest.text, replaces: source.text }],
      todo: [`Log by name what an operator needs of what ${place} wrote: an order id, a status`],
    };
  },
};
