import { SEVERITIES } from '../model/finding.ts';
import type { AppReport, Finding, Report } from '../model/report.ts';
import { escapeMarkdown, inlineCode } from './markdown/escape.ts';
import { findingBlock } from './markdown/finding.ts';
import { practiceTable, responsibilityTable } from './markdown/tables.ts';
import { shownPlace } from './places.ts';
import { accepted, failures, unknowns } from './tally.ts';
import { describeApp, describeFindings, plural, someOf } from './words.ts';

/** GitHub refuses comments above 65,536 characters; the rest is left for whoever posts it. */
const MOST_CHARACTERS = 60_000;
/** Room kept for the note that says what was cut. */
const NOTE_CHARACTERS = 500;

/** The report as a comment on a pull request: totals, then findings by severity, folded; at most 60,000 characters. */
export function markdownReport(report: Report): string {
  const parts: string[] = [];
  let left = MOST_CHARACTERS - NOTE_CHARACTERS;
  let cutFindings = 0;
  let cutOthers = 0;
  for (const block of blocks(report)) {
    if (block.text.length + 2 <= left) {
      parts.push(block.text);
      left -= block.text.length + 2;
    } else if (block.isFinding) cutFindings++;
    else cutOthers++;
  }
  if (cutFindings + cutOthers > 0) {
    const what = [cutFindings > 0 ? plural(cutFindings, 'finding') : '', cutOthers > 0 ? plural(cutOthers, 'section') : ''];
    parts.push(
      `_Cut to fit a comment: ${what.filter((part) => part !== '').join(' and ')} left out. \`casemate check --format json\` has them all._`,
    );
  }
  return `${parts.join('\n\n')}\n`;
}

interface Block {
  readonly text: string;
  readonly isFinding: boolean;
}

function* blocks(report: Report): Generator<Block> {
  const all = report.apps.flatMap((app) => failures(app).map((finding) => ({ app, finding })));
  yield section(
    headline(
      report,
      all.map(({ finding }) => finding),
    ),
  );
  if (report.problems.length > 0) yield section(problemList(report));
  if (report.apps.length > 0) yield section(practiceTable(report));
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  for (const severity of SEVERITIES) {
    const mine = all.filter(({ finding }) => finding.severity === severity);
    if (mine.length === 0) continue;
    yield section(`### ${severity.charAt(0).toUpperCase()}${severity.slice(1)} (${mine.length})`);
    for (const { app, finding } of mine) yield { text: findingBlock(finding, app, rules.get(finding.check)), isFinding: true };
  }
  for (const app of report.apps) {
    const lists = [unknownList(app), acceptedList(app), responsibilityTable(app)];
    for (const text of lists) if (text !== null) yield section(text);
  }
}

function section(text: string): Block {
  return { text, isFinding: false };
}

function headline(report: Report, findings: readonly Finding[]): string {
  const actionable = findings.filter((finding) => finding.severity !== 'info').length;
  const title =
    actionable === 0 && report.problems.length === 0 ? '## ✓ casemate: nothing fails' : `## casemate: ${describeFindings(findings)}`;
  const apps = report.apps.slice(0, 20).map((app) => `${inlineCode(app.root)} ${escapeMarkdown(describeApp(app))}`);
  if (report.apps.length > apps.length) apps.push(`and ${report.apps.length - apps.length} more apps`);
  return [title, apps.join('  \n')].filter((part) => part !== '').join('\n\n');
}

function problemList(report: Report): string {
  const lines = report.problems.map((problem) => {
    const place = [problem.path, problem.line, problem.column].filter((part) => part !== null).join(':');
    return `- ${inlineCode(place)} ${escapeMarkdown(problem.message)} ${escapeMarkdown(problem.advice)}`.trimEnd();
  });
  return `### Could not be read (${report.problems.length})\n\n${lines.slice(0, 50).join('\n')}`;
}

function unknownList(app: AppReport): string | null {
  const groups = Map.groupBy(unknowns(app), (finding) => `${finding.check}\n${finding.message}`);
  const lines = [...groups.values()].map((group) => {
    const [first] = group as [Finding, ...Finding[]];
    const subjects = group.flatMap((finding) => [finding.subject, ...finding.alsoSubjects]);
    const place = inlineCode(shownPlace(app.root, first.at));
    return `- \`${first.check}\` ${escapeMarkdown(someOf(subjects, 6))}: ${escapeMarkdown(first.message)} ${place}`;
  });
  return folded('Unknown', app, lines);
}

function acceptedList(app: AppReport): string | null {
  const lines = accepted(app).map(
    (finding) => `- \`${finding.check}\` ${escapeMarkdown(finding.subject)}: ${escapeMarkdown(finding.suppressed?.reason ?? '')}`,
  );
  return folded('Accepted', app, lines);
}

function folded(title: string, app: AppReport, lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  return `<details><summary>${title} in ${escapeMarkdown(app.root)} (${lines.length})</summary>\n\n${lines.join('\n')}\n\n</details>`;
}
