import { SEVERITIES } from '../../model/finding.ts';
import type { Finding, Report } from '../../model/report.ts';
import type { ReportOptions } from '../options.ts';
import { failures, reaches, tallyPractices, unknowns, worstOf } from '../tally.ts';
import { shownPlace } from '../places.ts';
import { visible } from '../visible.ts';
import { clip, displayWidth, pad } from '../width.ts';
import { describeFindings, plural, practiceNumber } from '../words.ts';
import type { Page } from './page.ts';
import { shellWords } from '../shell.ts';

const TITLE_COLUMNS = 30;
const COUNT_COLUMNS = 9;
const NARROW_COUNT_COLUMNS = 5;
/** Findings named again at the end of a page that is longer than a screen. */
const WORST_SHOWN = 5;
const SHORT_PAGE = 8;
/** Columns below which a message says less than the check's name. */
const LEAST_ROOM = 24;

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
  parts.push(`${report.elapsedSeconds.toFixed(report.elapsedSeconds < 1 ? 2 : 1)} s${remembered(report)}`);
  page.text(' ', parts.join(' · '), page.style.bold);
  writeThreshold(page, [...fails, ...open], options);
  writeWorst(page, report);
  writeNext(page, [...fails, ...open], { worst: worstOf(fails) ?? open[0], options });
}

/** The worst findings in a line each, one of a check: what a terminal shows when the page has gone by. */
function writeWorst(page: Page, report: Report): void {
  const rows = report.apps.flatMap((app) =>
    failures(app)
      .filter(({ severity }) => severity !== 'info')
      .map((finding) => ({ finding, root: app.root })),
  );
  if (rows.length <= SHORT_PAGE) return;
  const shown = worstOfEachCheck(rows)
    .slice(0, WORST_SHOWN)
    .map(({ finding, root }) => ({ finding, place: shownPlace(root, finding.at) }));
  const severityColumns = Math.max(...shown.map(({ finding }) => finding.severity.length));
  const placeColumns = Math.max(...shown.map(({ place }) => displayWidth(visible(place))));
  const room = page.columns - severityColumns - placeColumns - 7;
  page.gap();
  page.line(` ${page.style.bold('Worst first')}`);
  for (const { finding, place } of shown) {
    const severity = pad(finding.severity.toUpperCase(), severityColumns);
    const text = room < LEAST_ROOM ? finding.check : pad(clip(visible(finding.message), room), room);
    page.line(`   ${page.style.severity[finding.severity](severity)}  ${text}  ${page.style.dim(visible(place))}`);
  }
}

/** A failure, and the folder of its app. */
interface Row {
  readonly finding: Finding;
  readonly root: string;
}

/** The worst row of each check, worst first; of equal ones the first. Cost: linear in the rows, of which there may be many thousands. */
function worstOfEachCheck(rows: readonly Row[]): Row[] {
  const worst = new Map<string, Row>();
  for (const row of rows) {
    const { check } = row.finding;
    const known = worst.get(check);
    if (known !== undefined && rankOf(known.finding) <= rankOf(row.finding)) continue;
    // Put at the end, so that the map keeps the order of the rows.
    worst.delete(check);
    worst.set(check, row);
  }
  return [...worst.values()].toSorted((one, other) => rankOf(one.finding) - rankOf(other.finding));
}

/** Severity, then the guide's order. */
function rankOf({ severity, practice }: Finding): number {
  return SEVERITIES.indexOf(severity) * 100 + practice;
}

/** That apps were not judged again, which the time would otherwise hide. */
function remembered({ apps, unchanged = 0 }: Report): string {
  if (unchanged === 0) return '';
  const count = unchanged === apps.length ? plural(unchanged, 'app') : `${unchanged} of ${plural(apps.length, 'app')}`;
  return `, ${count} unchanged since the last run`;
}

function writeTable(page: Page, report: Report): void {
  const rows = tallyPractices(report.apps, report.rules);
  if (rows.length === 0) return;
  const { style } = page;
  const isNarrow = page.columns < 1 + TITLE_COLUMNS + 3 * COUNT_COLUMNS;
  const countColumns = isNarrow ? NARROW_COUNT_COLUMNS : COUNT_COLUMNS;
  const titleColumns = Math.min(TITLE_COLUMNS, page.columns - 1 - 3 * countColumns);
  const cell = (count: number, paint: (text: string) => string) => {
    const text = pad(String(count), countColumns, 'start');
    return count === 0 ? style.dim(text) : paint(text);
  };
  page.gap();
  const titles = ['pass', 'fail', isNarrow ? '?' : 'unknown'].map((title) => pad(title, countColumns, 'start')).join('');
  page.line(style.dim(` ${pad('Practice', titleColumns)}${titles}`));
  for (const row of rows) {
    const title = ` ${pad(clip(`${practiceNumber(row.practice)} ${row.title}`, titleColumns), titleColumns)}`;
    if (row.pass + row.fail + row.unknown === 0) {
      const why = row.suppressed > 0 ? `${row.suppressed} accepted` : isNarrow ? 'nothing here' : 'nothing here to check';
      page.line(`${title}${style.dim(pad(why, 3 * countColumns, 'start'))}`);
    } else page.line(`${title}${cell(row.pass, style.good)}${cell(row.fail, style.bad)}${cell(row.unknown, style.unsure)}`);
  }
}

/** What to type next: the edits of what an edit mends, and why the worst finding matters. */
function writeNext(
  page: Page,
  findings: readonly Finding[],
  { worst, options }: { readonly worst: Finding | undefined; readonly options: ReportOptions },
): void {
  if (worst === undefined) return;
  const safe = findings.filter(({ fix }) => fix?.safety === 'safe').length;
  const review = findings.filter(({ fix }) => fix?.safety === 'review').length;
  page.gap();
  if (safe + review > 0) {
    const split = review === 0 ? ' safely' : safe === 0 ? ', to review' : ` (${safe} safe, ${review} to review)`;
    const command = safe === 0 ? 'casemate fix --diff' : 'casemate fix --safe --diff';
    writeCommand(page, `${safe + review} can be fixed${split}:`, [command, ...shellWords(options.paths)].join(' '));
  }
  if (worst.severity !== 'info') writeCommand(page, 'why and how to fix:', `casemate explain ${worst.check}`);
}

/** A command goes on a line of its own before it is broken. */
function writeCommand(page: Page, what: string, command: string): void {
  const fits = 2 + displayWidth(what) + displayWidth(command) <= page.columns;
  page.line(` ${page.style.dim(what)}${fits ? ` ${command}` : ''}`);
  if (!fits) page.line(`   ${command}`);
}

function writeThreshold(page: Page, findings: readonly Finding[], options: ReportOptions): void {
  if (options.threshold === 'never' || findings.length === 0) return;
  const count = findings.filter((finding) => reaches(finding, options.threshold, options.strict)).length;
  const limit = options.threshold === 'critical' ? 'critical' : `${options.threshold} or worse`;
  const verb = count === 1 ? 'is' : 'are';
  const text = count === 0 ? `none is ${limit}, the threshold for failing` : `${count} ${verb} ${limit}, the threshold for failing`;
  page.text(' ', text, page.style.dim);
}
