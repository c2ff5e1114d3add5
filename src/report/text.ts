import type { Report } from '../model/report.ts';
import type { ReportOptions } from './options.ts';
import { writeApp } from './text/app.ts';
import { writeClosing } from './text/closing.ts';
import { Page } from './text/page.ts';
import { writeProblems } from './text/problems.ts';
import { writeResponsibility } from './text/responsibility.ts';

/** Apps up to which the shared-responsibility section is printed for each. */
const FEW_APPS = 3;

/** The report for a person at a terminal: problems first, then findings by practice with their code lines, then the totals. */
export function textReport(report: Report, options: ReportOptions): string {
  const page = new Page(options);
  writeProblems(page, report.problems);
  for (const app of report.apps) writeApp(page, { app, rules: report.rules }, options);
  if (options.quiet || report.apps.length === 0) return page.toString();
  if (report.apps.length <= FEW_APPS && isWhole(report)) for (const app of report.apps) writeResponsibility(page, app);
  writeClosing(page, report, options);
  return page.toString();
}

/** Whether practice 0, shared responsibility, is among what was asked for: a part of the checks says little about who does what. */
function isWhole({ rules }: Report): boolean {
  return rules.some(({ practices }) => practices.includes(0));
}
