import type { Finding, Report } from '../model/report.ts';
import { BASELINE_SCHEMA } from '../readers/settings.ts';

/** A baseline file that accepts every finding of the report which nothing else accepts; unknowns are kept too. */
export function baselineOf(report: Report): { text: string; count: number } {
  const findings = report.apps.flatMap((app) => app.findings.filter(belongs).map((finding) => entry(app.root, finding)));
  return { text: `${JSON.stringify({ schema: BASELINE_SCHEMA, findings }, null, 2)}\n`, count: findings.length };
}

function belongs(finding: Finding): boolean {
  return finding.suppressed === null || finding.suppressed.by === 'baseline';
}

/** Only the fingerprint counts when it is read again; the rest tells a reader of the file what was accepted. */
function entry(root: string, finding: Finding): object {
  return { fingerprint: finding.fingerprint, check: finding.check, app: root, file: finding.at.source.path, subject: finding.subject };
}
