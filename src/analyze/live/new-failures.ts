import type { Config } from '../../model/config.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { Severity } from '../../model/finding.ts';
import type { Finding } from '../../model/report.ts';
import type { Span } from '../../util/span.ts';
import type { Judged } from '../run-checks.ts';

/** A failure of the app as written; each stands for one of the live app. */
interface Known {
  readonly severity: Severity;
  isTaken: boolean;
}

/**
 * The findings of the live app that the app as written has not. The same is a failure at the same place of the template, though it may
 * have another subject by now (the second statement of a policy has become the first), else one of the same check about the same
 * subject: unless it is worse, or stands in an item that a list has gained (`isAdded`).
 */
export function newFailures(
  live: readonly Finding[],
  written: { readonly judged: readonly Judged[]; readonly config: Config },
  isAdded: (at: Span) => boolean,
): Finding[] {
  const { byPlace, bySubject } = knownFailures(written);
  const fails = live.filter(({ verdict }) => verdict === 'fail');
  const rows = fails.flatMap((finding) => [finding.subject, ...finding.alsoSubjects].map((subject) => ({ finding, subject })));
  const moved = rows.filter(({ finding }) => !take(byPlace.get(keyOf(finding.check, finding.code, placeOf(finding.at))), finding));
  const open = moved.filter(
    ({ finding, subject }) => isAdded(finding.at) || !take(bySubject.get(keyOf(finding.check, finding.code, subject)), finding),
  );
  const added = new Set(open.map(({ finding }) => finding));
  return fails.filter((finding) => added.has(finding));
}

function knownFailures({ judged, config }: { readonly judged: readonly Judged[]; readonly config: Config }): {
  readonly byPlace: ReadonlyMap<string, readonly Known[]>;
  readonly bySubject: ReadonlyMap<string, readonly Known[]>;
} {
  const byPlace = new Map<string, Known[]>();
  const bySubject = new Map<string, Known[]>();
  for (const { check, subject, fails } of judged) {
    for (const { outcome } of fails) {
      const known = { severity: config.severity[check.id] ?? outcome.severity ?? check.severity, isTaken: false };
      push(byPlace, keyOf(check.id, outcome.message, placeOf(outcome.at)), known);
      push(bySubject, keyOf(check.id, outcome.message, subject), known);
    }
  }
  return { byPlace, bySubject };
}

/** Takes a known failure that is at least as bad; false when there is none left. */
function take(known: readonly Known[] | undefined, { severity }: Finding): boolean {
  const same = known?.find((one) => !one.isTaken && SEVERITIES.indexOf(one.severity) <= SEVERITIES.indexOf(severity));
  if (same === undefined) return false;
  same.isTaken = true;
  return true;
}

function push(map: Map<string, Known[]>, key: string, known: Known): void {
  const row = map.get(key);
  if (row === undefined) map.set(key, [known]);
  else row.push(known);
}

function placeOf({ source, start, end }: Span): string {
  return `${source.path} ${start} ${end}`;
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
