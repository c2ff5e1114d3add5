import { join } from 'node:path/posix';
import type { AppReport, Finding } from '../model/report.ts';

const CHECK = 'unused-hint';
/** What is said of a hint that does nothing in an app, as of one that is meant for another. */
const IDLE: ReadonlySet<string> = new Set(['nothing', 'noFunction']);

/** One config file may serve several apps: a hint that one of them uses is not called unused in the others. */
export function withSharedHints(apps: readonly AppReport[]): readonly AppReport[] {
  const used = new Set(apps.flatMap(({ root, verdicts }) => verdicts.flatMap((row) => (isUsed(row) ? [join(root, row.subject)] : []))));
  return used.size === 0 ? apps : apps.map((app) => withoutIdle(app, (subject) => used.has(join(app.root, subject))));
}

function isUsed({ check, verdict }: AppReport['verdicts'][number]): boolean {
  return check === CHECK && verdict === 'pass';
}

function withoutIdle(app: AppReport, isElsewhere: (subject: string) => boolean): AppReport {
  const isIdle = ({ check, code, subject }: Finding): boolean => check === CHECK && IDLE.has(code) && isElsewhere(subject);
  const idle = new Set(app.findings.filter(isIdle).map(({ subject }) => subject));
  if (idle.size === 0) return app;
  return {
    ...app,
    findings: app.findings.filter((finding) => !isIdle(finding)),
    verdicts: app.verdicts.map((row) => (row.check === CHECK && idle.has(row.subject) ? { ...row, verdict: 'not-applicable' } : row)),
  };
}
