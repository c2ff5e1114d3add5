import type { AppReport, Finding, FunctionReport, Report } from '../model/report.ts';
import { behaviorJson } from './behavior.ts';
import { placeJson } from './places.ts';
import { worstFirst } from './tally.ts';
import { escapeJson } from './visible.ts';

/** The report as `casemate/report@1` (schema/report.schema.json), ending with a line break. Paths of places are relative to their app's root. */
export function jsonReport(report: Report): string {
  const document = {
    schema: 'casemate/report@1',
    version: report.version,
    today: report.today,
    apps: report.apps.map(appJson),
    problems: report.problems.map(({ path, line, column, message, advice }) => ({ path, line, column, message, advice })),
    summary: report.summary,
  };
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

function appJson(app: AppReport): object {
  return {
    root: app.root,
    templates: app.templates.map(({ path, format }) => ({ path, format })),
    deployments: app.deployments,
    functions: app.functions.map(functionJson),
    verdicts: app.verdicts.map(({ check, subject, verdict }) => ({ check, subject, verdict })),
    findings: worstFirst(app.findings).map(findingJson),
    warnings: app.warnings.map(({ message, at }) => ({ message, at: placeJson(at) })),
    responsibility: app.responsibility.map(({ duty, holder, because, practices, counts }) => ({
      duty,
      holder,
      because,
      practices,
      counts,
    })),
  };
}

function functionJson({ id, template, runtime, handler, source, role, behavior }: FunctionReport): object {
  const { files, language } = source;
  return { id, template, runtime, handler, source: { files, language }, role, behavior: behaviorJson(behavior) };
}

function findingJson(finding: Finding): object {
  const { check, practice, severity, promise, verdict, subject, alsoSubjects, message, code, data, when, fingerprint, suppressed } =
    finding;
  return {
    check,
    practice,
    severity,
    promise,
    verdict,
    subject,
    alsoSubjects,
    message,
    code,
    data,
    when,
    at: placeJson(finding.at),
    evidence: finding.evidence.map(({ text, at }) => (at === undefined ? { text } : { text, at: placeJson(at) })),
    fix: finding.fix === null ? null : { safety: finding.fix.safety, title: finding.fix.title },
    fingerprint,
    suppressed:
      suppressed === null
        ? null
        : { reason: suppressed.reason, by: suppressed.by, at: suppressed.at === null ? null : placeJson(suppressed.at) },
  };
}
