import type { SuppressionUse } from '../model/check.ts';
import type { Config } from '../model/config.ts';
import type { Finding } from '../model/report.ts';
import type { Resource } from '../model/template.ts';
import { exactText, get, itemsOf } from '../model/value.ts';
import type { SourceFile, Span } from '../util/span.ts';

/** A suppression as written. */
interface Suppression extends Omit<SuppressionUse, 'accepted' | 'known'> {
  /** Whether it speaks of this finding's place or subject. */
  readonly covers: (finding: Finding) => boolean;
}

const COMMENT = /(?:#|\/\/)[ \t]*casemate:[ \t]*accept\b(.*)$/;
/** An empty line or a comment, of a template or of source code. */
const NO_CODE = /^\s*((?:#|\/\/).*)?$/;
const ACCEPT = /^[ \t]+([\w-]+)(?:[ \t]+until[ \t]+(\S+))?[ \t]*(?:--[ \t]*(.*))?$/;
/** Warnings given of one file; more say nothing new. */
const MOST_WARNINGS = 20;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Suppressions in a file's comments: `# casemate: accept CHECK [until YYYY-MM-DD] -- reason` (`//` in JavaScript), on the line or above the block it is about. */
export function commentSuppressions(file: SourceFile): { suppressions: Suppression[]; warnings: { message: string; at: Span }[] } {
  const suppressions: Suppression[] = [];
  const warnings: { message: string; at: Span }[] = [];
  if (!file.text.includes('casemate:')) return { suppressions, warnings };
  const lines = file.lineStarts();
  for (let number = 1; number <= lines.length; number++) {
    const text = file.line(number);
    const comment = COMMENT.exec(text);
    if (comment === null) continue;
    const start = lines[number - 1]! + comment.index;
    const at: Span = { source: file, start, end: lines[number - 1]! + text.length };
    const parts = ACCEPT.exec(comment[1]!);
    if (parts === null) {
      if (warnings.length < MOST_WARNINGS)
        warnings.push({ message: 'cannot read this suppression; write `# casemate: accept CHECK-ID -- reason`', at });
      continue;
    }
    const block = blockOf(file, number, text.slice(0, comment.index).trim() !== '');
    suppressions.push({
      check: parts[1]!,
      until: parts[2] ?? null,
      untilIsReadable: parts[2] === undefined || DATE.test(parts[2]),
      reason: parts[3]?.trim() || null,
      by: 'comment',
      at,
      // A source file is read anew for each function that it belongs to.
      covers: (finding) => finding.at.source.path === file.path && finding.at.start >= block.start && finding.at.start < block.end,
    });
  }
  return { suppressions, warnings };
}

/** The line a comment is about (its own when code stands before it, else the next line of code) and the lines nested under it. */
function blockOf(file: SourceFile, comment: number, trailing: boolean): { start: number; end: number } {
  const starts = file.lineStarts();
  let first = comment;
  if (!trailing) {
    do first++;
    while (first <= starts.length && NO_CODE.test(file.line(first)));
  }
  const indent = indentOf(file.line(first));
  let last = first;
  for (let next = first + 1; next <= starts.length; next++) {
    const text = file.line(next);
    if (NO_CODE.test(text)) continue;
    if (indentOf(text) <= indent) break;
    last = next;
  }
  return { start: starts[first - 1] ?? file.text.length, end: starts[last] ?? file.text.length + 1 };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Suppressions in `Metadata: {casemate: {accept: [{check, reason, until}]}}` of a resource; they cover the resource and what is generated from it. */
export function metadataSuppressions(resources: readonly Resource[]): Suppression[] {
  const seen = new Set<Span>();
  return resources.flatMap((resource) =>
    itemsOf(get(resource.attributes.get('Metadata'), 'casemate.accept')).flatMap((item): Suppression[] => {
      const check = exactText(get(item, 'check'));
      if (check === undefined || seen.has(item.at)) return [];
      seen.add(item.at);
      const until = exactText(get(item, 'until'));
      const ids = new Set([resource.id, resource.owner?.id ?? resource.id]);
      const related = new Set(
        resources.filter((other) => ids.has(other.id) || (other.owner !== null && ids.has(other.owner.id))).map((other) => other.id),
      );
      return [
        {
          check,
          reason: exactText(get(item, 'reason')) ?? null,
          until: until ?? null,
          untilIsReadable: until === undefined || DATE.test(until),
          by: 'metadata',
          at: item.at,
          covers: (finding) => related.has(subjectResource(finding.subject)) || ids.has(subjectResource(finding.subject)),
        },
      ];
    }),
  );
}

/** The resource part of a subject: before `#`, a blank or a dot. */
function subjectResource(subject: string): string {
  return subject.split(/[# .]/)[0]!;
}

/** What accepts findings of one app. */
export interface Acceptance {
  readonly suppressions: readonly Suppression[];
  readonly config: Config;
  /** Fingerprints of the baseline file. */
  readonly baseline: ReadonlySet<string>;
  readonly today: string;
  readonly knownChecks: ReadonlySet<string>;
}

/** Marks accepted findings and counts what each suppression did. A suppression without a reason, or past its day, accepts nothing. */
export function accept(findings: readonly Finding[], acceptance: Acceptance): { findings: Finding[]; uses: SuppressionUse[] } {
  const accepted = new Map<Suppression, number>();
  const marked = findings.map((finding) => {
    const by = acceptance.suppressions.find((one) => one.check === finding.check && holds(one, acceptance.today) && one.covers(finding));
    if (by !== undefined) accepted.set(by, (accepted.get(by) ?? 0) + 1);
    const suppressed = by === undefined ? otherAcceptance(finding, acceptance) : { reason: by.reason!, by: by.by, at: by.at };
    return suppressed === null ? finding : { ...finding, suppressed };
  });
  const uses = acceptance.suppressions.map((one): SuppressionUse => {
    const { covers: _covers, ...written } = one;
    return { ...written, accepted: accepted.get(one) ?? 0, known: acceptance.knownChecks.has(one.check) };
  });
  return { findings: marked, uses };
}

function holds(suppression: Suppression, today: string): boolean {
  return suppression.reason !== null && suppression.untilIsReadable && (suppression.until === null || suppression.until >= today);
}

function otherAcceptance(finding: Finding, { config, baseline }: Acceptance): Finding['suppressed'] {
  const disabled = config.disable[finding.check];
  if (disabled !== undefined) return { reason: disabled, by: 'config', at: null };
  const elsewhere = config.account.elsewhere[finding.check];
  if (elsewhere !== undefined) return { reason: `kept elsewhere: ${elsewhere}`, by: 'config', at: null };
  return baseline.has(finding.fingerprint) ? { reason: 'in the baseline file', by: 'baseline', at: null } : null;
}
