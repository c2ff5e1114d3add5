import type { Finding, Report } from '../../model/report.ts';
import type { ReportOptions } from '../options.ts';
import { failures, reaches, tallyPractices, unknowns, worstFirst } from '../tally.ts';
import { pad } from '../width.ts';
import { describeFindings, plural, practiceNumber } from '../words.ts';
import type { Page } from './page.ts';

const TITLE_COLUMNS = 30;
const COUNT_COLUMNS = 9;

/** Writes the table of practices, the totals, and what to type next. */
export function writeClosing(page: Page, report: Report, options: ReportOptions): void {
  writeTable(page, report);
  const fails = report.apps.flatMap(failures);
  const open = report.apps.flatMap(unknowns);
  page.gap();
  const parts = [describeFindings(fails)];
  if (open.length > 0) parts.push(`${open.length} unknown`);
  if (report.summary.suppressed > 0) parts.push(`${report.summary.suppressed} accepted`);
  if (report.apps.length > 1) parts.push(plural(report.apps.length, 'app'));
  parts.push(`${report.elapsedSeconds.toFixed(report.elapsedSeconds < 1 ? 2 : 1)} s`);
  page.text(' ', parts.join(' · '), page.style.bold);
  writeThreshold(page, [...fails, ...open], options);
  writeFixes(page, fails);
  const worst = worstFirst(fails)[0] ?? open[0];
  if (worst !== undefined) page.line(` ${page.style.dim('why and how to fix:')} casemate explain ${worst.check}`);
}

function writeTable(page: Page, report: Report): void {
  const rows = tallyPractices(report.apps, report.rules);
  if (rows.length === 0) return;
  const { style } = page;
  const cell = (count: number, paint: (text: string) => string) => {
    const text = pad(String(count), COUNT_COLUMNS, 'start');
    return count === 0 ? style.dim(text) : paint(text);
  };
  page.gap();
  const titles = ['pass', 'fail', 'unknown'].map((title) => pad(title, COUNT_COLUMNS, 'start')).join('');
  page.line(style.dim(` ${pad('Practice', TITLE_COLUMNS)}${titles}`));
  for (const row of rows) {
    const title = ` ${pad(`${practiceNumber(row.practice)} ${row.title}`, TITLE_COLUMNS)}`;
    if (row.pass + row.fail + row.unknown === 0) {
      const why = row.suppressed > 0 ? `${row.suppressed} accepted` : 'nothing here to check';
      page.line(`${title}${style.dim(pad(why, 3 * COUNT_COLUMNS, 'start'))}`);
    } else page.line(`${title}${cell(row.pass, style.good)}${cell(row.fail, style.bad)}${cell(row.unknown, style.unsure)}`);
  }
}

/** How many findings an edit mends, and the command that shows it. */
function writeFixes(page: Page, fails: readonly Finding[]): void {
  const safe = fails.filter(({ fix }) => fix?.safety === 'safe').length;
  const review = fails.filter(({ fix }) => fix?.safety === 'review').length;
  if (safe + review === 0) return;
  const split = review === 0 ? ' safely' : safe === 0 ? ', to review' : ` (${safe} safe, ${review} to review)`;
  const command = safe === 0 ? 'casemate fix --diff' : 'casemate fix --safe --diff';
  page.line(` ${safe + review} can be fixed${split}: ${command}`);
}

function writeThreshold(page: Page, findings: readonly Finding[], options: ReportOptions): void {
  if (options.threshold === 'never' || findings.length === 0) return;
  const count = findings.filter((finding) => reaches(finding, options.threshold, options.strict)).length;
  const limit = options.threshold === 'critical' ? 'critical' : `${options.threshold} or worse`;
  const verb = count === 1 ? 'is' : 'are';
  page.line(
    page.style.dim(count === 0 ? ` none is ${limit}, the threshold for failing` : ` ${count} ${verb} ${limit}, the threshold for failing`),
  );
}
