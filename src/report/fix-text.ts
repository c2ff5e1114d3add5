import type { AppliedFix, FixReport, RejectedFix } from '../model/fix-run.ts';
import { PRACTICES } from '../model/practices.ts';
import type { Finding } from '../model/report.ts';
import type { ReportOptions } from './options.ts';
import { failures, worstFirst } from './tally.ts';
import { Page } from './text/page.ts';
import { writeProblems } from './text/problems.ts';
import { visible } from './visible.ts';
import { pad } from './width.ts';
import { describeFindings, plural, practiceNumber } from './words.ts';

const INDENT = '    ';
const TITLE_COLUMNS = 30;
const COUNT_COLUMNS = 10;

/** What was fixed, what was taken back, what a person must decide and what remains, per app and practice. */
export function fixTextReport(report: FixReport, options: ReportOptions): string {
  const page = new Page(options);
  writeProblems(page, report.before.problems);
  for (const app of report.apps) writeApp(page, report, app);
  if (report.before.apps.length > 0) writeClosing(page, report);
  return page.toString();
}

type App = FixReport['apps'][number];

function writeApp(page: Page, report: FixReport, app: App): void {
  const left = remaining(report, app.root);
  if (app.applied.length + app.rejected.length + left.length === 0) return;
  page.gap();
  const files = app.files.map(({ path, isNew }) => visible(isNew ? `${path} (new)` : path)).join(', ');
  page.line(`${page.style.bold(visible(app.root))}  ${page.style.dim(files === '' ? 'no file edited' : files)}`);
  for (const { number, title } of PRACTICES) {
    const applied = app.applied.filter(({ finding }) => finding.practice === number);
    const rejected = app.rejected.filter(({ finding }) => finding.practice === number);
    const open = left.filter((finding) => finding.practice === number && !rejected.some((one) => isSame(one.finding, finding)));
    if (applied.length + rejected.length + open.length === 0) continue;
    page.gap();
    page.line(page.style.bold(` ${practiceNumber(number)} ${title}`));
    for (const fix of applied) writeApplied(page, fix, report.isWritten);
    for (const fix of rejected) writeRejected(page, fix);
    for (const [check, findings] of Map.groupBy(open, (finding) => finding.check)) writeOpen(page, { report, check, findings });
  }
  writeTodo(page, app.applied);
}

function writeApplied(page: Page, { finding, title, safety }: AppliedFix, isWritten: boolean): void {
  const word = `  ${isWritten ? 'fixed' : 'fix  '}  `;
  page.textWithLabel({ plain: word, painted: page.style.good(word) }, visible(title), `${finding.check} · ${safety}`);
}

function writeRejected(page: Page, { finding, title, reason }: RejectedFix): void {
  page.textWithLabel({ plain: '  left   ', painted: page.style.unsure('  left   ') }, visible(title), finding.check);
  page.text(`${INDENT}     `, `tried and taken back: ${visible(reason)}`, page.style.dim);
}

/** What no edit mends, once for each check. */
function writeOpen(page: Page, open: { report: FixReport; check: string; findings: readonly Finding[] }): void {
  const { report, check, findings } = open;
  const rule = report.after.rules.find(({ id }) => id === check);
  const [worst] = worstFirst(findings) as [Finding, ...Finding[]];
  const more = findings.length === 1 ? '' : ` (and ${findings.length - 1} more)`;
  page.textWithLabel(
    { plain: '  open   ', painted: page.style.bad('  open   ') },
    visible(`${worst.message}${more}`),
    `${check} · ${worst.severity}`,
  );
  if (worst.fix?.reason !== undefined) page.text(`${INDENT}     `, `no edit: ${visible(worst.fix.reason)}`, page.style.dim);
  if (rule !== undefined) page.text(`${INDENT}     `, visible(rule.remedy), page.style.dim);
}

function writeTodo(page: Page, applied: readonly AppliedFix[]): void {
  const todo = [...new Set(applied.flatMap((fix) => fix.todo))];
  if (todo.length === 0) return;
  page.gap();
  page.line(page.style.bold(' Left for you'));
  todo.forEach((one, i) => page.text(`  ${pad(String(i + 1), 2, 'start')}  `, visible(one)));
}

/** Fails that nobody accepted and that were to be mended; notes are none. */
function remaining(report: FixReport, root: string): Finding[] {
  return report.after.apps
    .filter((app) => app.root === root)
    .flatMap(failures)
    .filter((finding) => finding.severity !== 'info' && (report.checks.length === 0 || report.checks.includes(finding.check)));
}

function isSame(one: Finding, other: Finding): boolean {
  return one.fingerprint === other.fingerprint;
}

function writeClosing(page: Page, report: FixReport): void {
  const applied = report.apps.flatMap((app) => app.applied);
  const rejected = report.apps.flatMap((app) => app.rejected);
  const left = [...new Set(report.apps.map(({ root }) => root))].flatMap((root) => remaining(report, root));
  writeTable(page, { applied, rejected, left });
  page.gap();
  const safe = applied.filter(({ safety }) => safety === 'safe').length;
  const verb = report.isWritten ? 'fixed and verified' : 'can be fixed, each edit verified';
  const split = applied.length === 0 ? '' : ` (${safe} safe, ${applied.length - safe} to review)`;
  const back = rejected.length === 0 ? '' : ` · ${rejected.length} taken back`;
  page.text(' ', `${applied.length} ${verb}${split}${back} · ${describeFindings(left)} left`, page.style.bold);
  const edited = report.apps.flatMap(({ files }) => files).length;
  if (edited === 0) return;
  const next = report.isWritten ? 'git diff' : 'the same without --diff';
  page.line(` ${page.style.dim(`${plural(edited, 'file')} ${report.isWritten ? 'written' : 'to be written'}; next:`)} ${next}`);
}

interface Sorted {
  readonly applied: readonly AppliedFix[];
  readonly rejected: readonly RejectedFix[];
  readonly left: readonly Finding[];
}

function writeTable(page: Page, { applied, rejected, left }: Sorted): void {
  const rows = PRACTICES.map(({ number, title }) => {
    const open = left.filter((finding) => finding.practice === number);
    const decision = open.filter((finding) => rejected.some((one) => isSame(one.finding, finding)) || isOffered(finding));
    const fixed = applied.filter(({ finding }) => finding.practice === number).length;
    return { number, title, fixed, decision: decision.length, open: open.length - decision.length };
  }).filter(({ fixed, decision, open }) => fixed + decision + open > 0);
  if (rows.length === 0) return;
  const { style } = page;
  const cell = (count: number, paint: (text: string) => string): string => {
    const text = pad(String(count), COUNT_COLUMNS, 'start');
    return count === 0 ? style.dim(text) : paint(text);
  };
  page.gap();
  const titles = ['fixed', 'decision', 'by hand'].map((title) => pad(title, COUNT_COLUMNS, 'start')).join('');
  page.line(style.dim(` ${pad('Practice', TITLE_COLUMNS)}${titles}`));
  for (const { number, title, fixed, decision, open } of rows) {
    const head = ` ${pad(`${practiceNumber(number)} ${title}`, TITLE_COLUMNS)}`;
    page.line(`${head}${cell(fixed, style.good)}${cell(decision, style.unsure)}${cell(open, style.bad)}`);
  }
}

/** Whether an edit is there that was not to be made: one to review where only safe ones were asked for. */
function isOffered(finding: Finding): boolean {
  return finding.fix !== null && finding.fix.safety !== 'advice';
}
