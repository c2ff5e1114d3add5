import type { Finding } from '../../model/report.ts';

/** A finding, and those that say the same of other subjects. */
export interface Alike {
  readonly first: Finding;
  readonly others: readonly Finding[];
}

/** Findings in groups that differ in the name of their subject only, in the order of their first; those of high severity and above stand alone. */
export function groupAlike(findings: readonly Finding[]): Alike[] {
  const ofCheck = new Map<string, number>();
  for (const { check } of findings) ofCheck.set(check, (ofCheck.get(check) ?? 0) + 1);
  const isAlone = (finding: Finding): boolean => mustStandAlone(finding) || ofCheck.get(finding.check) === 1;
  const groups = Map.groupBy(findings, (finding) => (isAlone(finding) ? finding : sameness(finding)));
  return [...groups.values()].map(([first, ...others]) => ({ first: first!, others }));
}

function mustStandAlone({ severity }: Finding): boolean {
  return severity === 'critical' || severity === 'high';
}

/** Everything that a report says of a finding, without the name of its subject and its place. */
function sameness(finding: Finding): string {
  const { check, code, severity, promise, when, at, fix, alsoSubjects } = finding;
  const texts = [finding.message, ...finding.evidence.map(({ text }) => text), fix?.title ?? ''];
  return JSON.stringify([
    [check, code, severity, promise, when, at.generated, fix?.safety, alsoSubjects],
    texts.map((text) => text.replaceAll(finding.subject, '')),
    finding.evidence.map((step) => step.at !== undefined),
  ]);
}
