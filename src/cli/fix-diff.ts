import { posix } from 'node:path';
import type { FixedFile } from '../analyze/fix-types.ts';
import { LineCauses } from '../edit/blame.ts';
import { unifiedDiff } from '../edit/unified-diff.ts';
import { styleFor } from '../report/text/style.ts';
import { visible } from '../report/visible.ts';

/** The unified diff of a file, with its path from where casemate was started; every hunk is headed by the checks it is for. */
export function diffOf(root: string, file: FixedFile): string {
  const path = posix.join(root, file.shown);
  const causes = new LineCauses(file.before ?? '');
  for (const { edits, names } of file.rounds) causes.apply(edits, (cause) => names[cause] ?? '');
  return unifiedDiff({ path, before: file.before, after: file.text, heading: (from, to) => causes.namesOf(from, to).join(', ') });
}

/** A diff for a terminal: coloured if wanted, and characters that a terminal would act on are marks. What is to be applied is the diff itself. */
export function shownDiff(diff: string, color: boolean): string {
  const style = styleFor(color);
  const painted = diff.split(/\r?\n/).map((line) => {
    const text = line.split('\t').map(visible).join('\t');
    if (/^(?:---|\+\+\+) /.test(line)) return style.bold(text);
    if (line.startsWith('@@')) return style.dim(text);
    return line.startsWith('+') ? style.good(text) : line.startsWith('-') ? style.bad(text) : text;
  });
  return painted.join('\n');
}
