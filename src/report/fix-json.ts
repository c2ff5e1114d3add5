import type { FixReport } from '../model/fix-run.ts';
import type { Finding } from '../model/report.ts';
import { failures } from './tally.ts';
import { escapeJson } from './visible.ts';

/** A run of `casemate fix` as JSON (`casemate/fixes@1`): what was edited and why, what was taken back, what is left for a person. */
export function fixJsonReport(report: FixReport): string {
  const apps = report.apps.map(({ root, applied, rejected, files }) => ({
    root,
    applied: applied.map(({ finding, safety, title, todo }) => ({ ...identity(finding), safety, title, todo })),
    takenBack: rejected.map(({ finding, title, reason }) => ({ ...identity(finding), title, reason })),
    remaining: report.after.apps
      .filter((app) => app.root === root)
      .flatMap(failures)
      .filter((finding) => report.checks.length === 0 || report.checks.includes(finding.check))
      .map((finding) => ({ ...identity(finding), message: finding.message, fix: finding.fix })),
    files,
  }));
  const { problems, version } = report.before;
  return `${escapeJson(JSON.stringify({ schema: 'casemate/fixes@1', version, written: report.isWritten, apps, problems }, null, 2))}\n`;
}

function identity({ check, subject, severity, practice, fingerprint }: Finding): object {
  return { check, subject, severity, practice, fingerprint };
}
