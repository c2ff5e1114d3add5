import { SEVERITIES } from '../model/finding.ts';
import type { AppReport, Finding, Report } from '../model/report.ts';
import { escapeMarkdown, inlineCode } from './markdown/escape.ts';
import { findingBlock } from './markdown/finding.ts';
import { practiceTable, responsibilityTable } from './markdown/tables.ts';
import { problemPlace, shownPlace } from './places.ts';
import { accepted, failures, unknowns } from './tally.ts';
import { clip } from './width.ts';
import { describeApp, describeFindings, plural, someOf } from './words.ts';

/** GitHub refuses comments above 65,536 characters; the rest is left for whoever posts it. */
const MOST_CHARACTERS = 60_000;
/** Room kept for the note that says what was cut. */
const NOTE_CHARACTERS = 500;
/** Room kept for findings in one line each, once they no longer fit in full. */
const LINES_CHARACTERS = 15_000;

/**
 * The report as a comment on a pull request: totals, then findings by severity, folded; at most 60,000 characters. Where they do not
 * all fit, the worst are shown in full, those after them in a line each, and the rest is counted.
 */
export function markdownReport(report: Report): string {
  const found = report.apps.flatMap((app) => failures(app).map((finding) => ({ app, finding })));
  const comment = new Comment(MOST_CHARACTERS - NOTE_CHARACTERS);
  comment.section(
    headline(
      report,
      found.map(({ finding }) => finding),
    ),
  );
  if (report.problems.length > 0) comment.section(problemList(report));
  if (report.apps.length > 0) comment.section(practiceTable(report));
  const left = writeFindings(comment, found, report);
  for (const app of report.apps) {
    for (const text of [unknownList(app), acceptedList(app), responsibilityTable(app)]) if (text !== null) comment.section(text);
  }
  const cut = [left.length > 0 ? describeFindings(left) : '', comment.cut > 0 ? plural(comment.cut, 'section') : ''];
  const note = `_Cut to fit a comment, left out: ${cut.filter((part) => part !== '').join('; ')}. \`casemate check --format html\` has them all._`;
  return `${[...comment.parts, ...(left.length + comment.cut > 0 ? [note] : [])].join('\n\n')}\n`;
}

/** A comment that is being written: its parts, and how much room is left. */
class Comment {
  readonly parts: string[] = [];
  /** Sections that did not fit. */
  cut = 0;
  left: number;

  constructor(room: number) {
    this.left = room;
  }

  section(text: string): void {
    if (!this.add(text, 0)) this.cut++;
  }

  /** Adds a part if it fits and leaves `reserve` free. */
  add(text: string, reserve: number): boolean {
    if (text.length + 2 > this.left - reserve) return false;
    this.parts.push(text);
    this.left -= text.length + 2;
    return true;
  }
}

interface Found {
  readonly app: AppReport;
  readonly finding: Finding;
}

/** Writes findings, worst first, and gives those that did not fit. */
function writeFindings(comment: Comment, found: readonly Found[], report: Report): Finding[] {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const blockOf = ({ app, finding }: Found): string => findingBlock(finding, app, rules.get(finding.check));
  const total = found.reduce((sum, one) => sum + blockOf(one).length, 0);
  const reserve = total > comment.left - LINES_CHARACTERS ? LINES_CHARACTERS : 0;
  const left: Finding[] = [];
  let isFull = false;
  for (const severity of SEVERITIES) {
    const mine = found.filter(({ finding }) => finding.severity === severity);
    const heading = `### ${severity.charAt(0).toUpperCase()}${severity.slice(1)} (${mine.length})`;
    if (mine.length === 0) continue;
    if (!comment.add(heading, HEADING_ROOM)) {
      left.push(...mine.map(({ finding }) => finding));
      continue;
    }
    for (const [i, one] of mine.entries()) {
      isFull ||= !comment.add(blockOf(one), reserve);
      if (!isFull) continue;
      if (comment.add(findingLine(one), 0)) continue;
      left.push(...mine.slice(i).map(({ finding }) => finding));
      break;
    }
  }
  return left;
}

/** A heading is followed by at least one line. */
const HEADING_ROOM = 400;

function findingLine({ app, finding }: Found): string {
  return `- ${escapeMarkdown(clip(finding.message, 200))} \`${finding.check}\` ${inlineCode(clip(shownPlace(app.root, finding.at), 150))}`;
}

function headline(report: Report, findings: readonly Finding[]): string {
  const actionable = findings.filter((finding) => finding.severity !== 'info').length;
  const title =
    actionable === 0 && report.problems.length === 0 ? '## ✓ casemate: nothing fails' : `## casemate: ${describeFindings(findings)}`;
  const apps = report.apps.slice(0, 20).map((app) => `${inlineCode(app.root)} ${escapeMarkdown(describeApp(app))}`);
  if (report.apps.length > apps.length) apps.push(`and ${report.apps.length - apps.length} more apps`);
  const safe = findings.filter(({ fix }) => fix?.safety === 'safe').length;
  const edits = findings.filter(({ fix }) => fix?.safety === 'review').length + safe;
  const next = edits === 0 ? '' : `${edits} can be fixed, ${safe} of them safely: \`casemate fix --safe --diff\` shows how.`;
  return [title, apps.join('  \n'), next].filter((part) => part !== '').join('\n\n');
}

function problemList(report: Report): string {
  const lines = report.problems.map((problem) => {
    return `- ${inlineCode(problemPlace(problem))} ${escapeMarkdown(problem.message)} ${escapeMarkdown(problem.advice)}`.trimEnd();
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
