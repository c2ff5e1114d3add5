import type { FixedFile } from '../analyze/fix-types.ts';
import { unifiedDiff } from '../edit/unified-diff.ts';

/** The unified diff of a file, with its path from where casemate was started. */
export function diffOf(root: string, file: FixedFile): string {
  const path = root === '.' ? file.shown : `${root}/${file.shown}`;
  return unifiedDiff({ path, before: file.before, after: file.text });
}
