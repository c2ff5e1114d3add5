import { SEVERITIES } from '../../model/finding.ts';
import { PRACTICES } from '../../model/practices.ts';
import type { AppReport, Finding, RuleInfo } from '../../model/report.ts';
import { redactedSpans, shownPlace } from '../places.ts';
import { accepted, failures, reaches, rulesById, tallyPractices, unknowns } from '../tally.ts';
import type { PracticeTally } from '../tally.ts';
import type { ReportOptions } from '../options.ts';
import { visible } from '../visible.ts';
import { displayWidth } from '../width.ts';
import { describeApp, plural, practiceNumber, someOf } from '../words.ts';
import { groupAlike } from './alike.ts';
import { writeClean } from './clean.ts';
import { indentOf, writeFinding } from './finding.ts';
import type { Page } from './page.ts';

/** Warnings and accepted findings listed; the JSON report has them all. */
const LISTED = 5;

/** An app, and the checks that ran on it. */
export interface AppContext {
  readonly app: AppReport;
  readonly rules: readonly RuleInfo[];
}

/** Writes one app: its findings by practice, then what could not be known, what is accepted and what was put up with. */
export function writeApp(page: Page, { app, rules }: AppContext, options: ReportOptions): void {
  const fails = failures(app);
  const open = options.quiet ? unknowns(app).filter((finding) => reaches(finding, options.threshold, options.strict)) : unknowns(app);
  const shown = options.quiet ? fails.filter((finding) => finding.severity !== 'info') : fails;
  if (options.quiet && shown.length === 0 && open.length === 0) return;
  page.gap();
  page.line(`${page.style.bold(visible(app.root))}  ${page.style.dim(visible(describeApp(app)))}`);
  if (fails.every((finding) => finding.severity === 'info')) writeClean(page, app, rules);
  const tallies = tallyPractices([app], rules);
  for (const number of worstPracticeFirst(shown)) {
    const mine = shown.filter((finding) => finding.practice === number);
    const blocked = open.filter((finding) => finding.practice === number);
    if (mine.length === 0 && blocked.length === 0) continue;
    page.gap();
    writePracticeHead(page, number, tallies);
    writeFindings(page, { app, rules }, mine);
    writeUnknowns(page, app, blocked);
  }
  if (options.quiet) return;
  writeAccepted(page, app);
  writeWarnings(page, app);
}

/** All practices, the one with the worst finding first; in the guide's order where there is none worse. */
function worstPracticeFirst(findings: readonly Finding[]): number[] {
  const worst = (practice: number): number =>
    Math.min(SEVERITIES.length, ...findings.filter((one) => one.practice === practice).map(({ severity }) => SEVERITIES.indexOf(severity)));
  const ranks = new Map(PRACTICES.map(({ number }) => [number, worst(number)]));
  return PRACTICES.map(({ number }) => number).toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

function writePracticeHead(page: Page, practice: number, tallies: readonly PracticeTally[]): void {
  const { style } = page;
  const title = PRACTICES.find(({ number }) => number === practice)?.title ?? '';
  const head = ` ${practiceNumber(practice)} ${title}`;
  const tally = tallies.find((one) => one.practice === practice);
  const counts: [number, string, (text: string) => string][] = [
    [tally?.pass ?? 0, 'pass', style.good],
    [tally?.fail ?? 0, 'fail', style.bad],
    [tally?.unknown ?? 0, 'unknown', style.unsure],
    [tally?.notes ?? 0, tally?.notes === 1 ? 'note' : 'notes', style.dim],
  ];
  const told = counts.filter(([count]) => count > 0);
  const plain = told.map(([count, word]) => `${count} ${word}`).join(' · ');
  const painted = told.map(([count, word, paint]) => paint(`${count} ${word}`)).join(style.dim(' · '));
  const left = Math.max(2, page.columns - displayWidth(head) - displayWidth(plain));
  page.line(style.bold(head) + ' '.repeat(left) + painted);
}

function writeFindings(page: Page, { app, rules }: AppContext, findings: readonly Finding[]): void {
  const redacted = redactedSpans(app);
  let previous: Finding | null = null;
  for (const { first, others } of groupAlike(findings)) {
    page.gap();
    const rule = rulesById(rules).get(first.check);
    writeFinding(page, first, { root: app.root, redacted, previous, rule, alike: others });
    previous = first;
  }
}

/** All unknowns of a practice in one block: each reason once, below it the checks that it blocks and their subjects. */
function writeUnknowns(page: Page, app: AppReport, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const indent = indentOf(page);
  page.gap();
  for (const [reason, blocked] of Map.groupBy(findings, (finding) => finding.message)) {
    page.text(page.style.unsure('  UNKNOWN'.padEnd(indent.length)) + (indent.length < '  UNKNOWN  '.length ? '  ' : ''), visible(reason));
    for (const [check, group] of Map.groupBy(blocked, (finding) => finding.check)) {
      const subjects = group.flatMap((finding) => [finding.subject, ...finding.alsoSubjects]);
      const place = shownPlace(app.root, group[0]!.at);
      page.text(indent, `${check}: ${visible(someOf(subjects, 6))}  ${visible(place)}`, page.style.dim);
    }
  }
}

function writeAccepted(page: Page, app: AppReport): void {
  const findings = accepted(app);
  if (findings.length === 0) return;
  page.gap();
  page.line(page.style.bold(` ${plural(findings.length, 'finding')} accepted`));
  for (const finding of findings.slice(0, LISTED)) {
    const reason = finding.suppressed?.reason ?? '';
    page.text('   ', visible(`${finding.check} ${finding.subject}: ${reason} (${finding.suppressed?.by ?? ''})`), page.style.dim);
  }
  writeRest(page, findings.length);
}

function writeWarnings(page: Page, app: AppReport): void {
  if (app.warnings.length === 0) return;
  page.gap();
  page.line(page.style.bold(` Read with ${plural(app.warnings.length, 'warning')}`));
  for (const warning of app.warnings.slice(0, LISTED)) {
    page.text('   ', visible(`${shownPlace(app.root, warning.at)}  ${warning.message}`), page.style.dim);
  }
  writeRest(page, app.warnings.length);
}

function writeRest(page: Page, count: number): void {
  if (count > LISTED) page.line(page.style.dim(`   and ${count - LISTED} more; --format json lists them`));
}
