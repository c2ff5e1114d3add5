import { posix } from 'node:path';
import type { FixedFile } from '../analyze/fix-types.ts';
import { LineCauses } from '../edit/blame.ts';
import { unifiedDiff } from '../edit/unified-diff.ts';

/** The unified diff of a file, with its path from where casemate was started; every hunk is headed by the checks it is for. */
export function diffOf(root: string, file: FixedFile): string {
  const path = posix.join(root, file.shown);
  const causes = new LineCauses(file.before ?? '');
  for (const { edits, names } of file.rounds) causes.apply(edits, (cause) => names[cause] ?? '');
  return unifiedDiff({ path, before: file.before, after: file.text, heading: (from, to) => causes.namesOf(from, to).join(', ') });
}
