import { editFile } from '../edit/edit.ts';
import type { Fix } from '../model/fix.ts';
import type { Finding, FindingFix } from '../model/report.ts';

/** The findings with the edits that mend each one alone; one whose edit cannot be made, or makes new files, has none. */
export function withEdits(findings: readonly Finding[], fixes: ReadonlyMap<string, Fix>): Finding[] {
  return findings.map((finding) => {
    const fix = fixes.get(finding.fingerprint);
    const edits = fix === undefined ? undefined : editsOf(fix);
    return finding.fix === null || edits === undefined ? finding : { ...finding, fix: { ...finding.fix, edits } };
  });
}

function editsOf({ changes }: Fix): FindingFix['edits'] {
  if (changes.some(({ kind }) => kind === 'create')) return undefined;
  const edits: NonNullable<FindingFix['edits']>[number][] = [];
  for (const [source, own] of Map.groupBy(changes, ({ file }) => file)) {
    const edited = editFile(source, own);
    if (!edited.ok) return undefined;
    for (const { start, end, text } of edited.edits) edits.push({ at: { source, start, end }, text });
  }
  return edits;
}
