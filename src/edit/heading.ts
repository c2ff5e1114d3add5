import { columnOf } from './habits.ts';
import type { Lines } from './lines.ts';
import type { Member } from './syntax.ts';

/** A rule across the page, as headings of sections have them: `# ----`, `####`. */
const RULE = /^\s*#+\s*([-=#*_~+])\1{2}|#{4}/m;

/**
 * Where the lines of a member that goes begin: with the comment directly above it where that speaks of nothing else. It does so when it
 * begins where the member does, and the two stand alone between blank lines or the ends of their map or list. The heading of a section,
 * a comment over several members and one with a blank line below stay: a note too many does less harm than a lost one.
 */
export function commentsOver(
  lines: Lines,
  { origin, before, isLast }: { readonly origin: Member; readonly before: Member | undefined; readonly isLast: boolean },
): number {
  const own = lines.startOf(origin.start);
  const column = columnOf(lines.text, origin.start);
  const least = before === undefined ? 0 : lines.next(before.end);
  let start = own;
  while (start > least && lines.commentColumn(lines.startOf(start - 1)) === column) start = lines.startOf(start - 1);
  // A comment at the top of the file is about the file.
  if (start === own || start === 0 || RULE.test(lines.text.slice(start, own))) return own;
  const isAloneAbove = before === undefined || lines.isBlank(lines.startOf(start - 1));
  const end = lines.next(origin.end);
  const isAloneBelow = isLast || end >= lines.text.length || lines.isBlank(end) || lines.commentColumn(end) === column;
  return isAloneAbove && isAloneBelow ? start : own;
}
