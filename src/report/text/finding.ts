import type { Evidence } from '../../model/finding.ts';
import type { Finding, RuleInfo } from '../../model/report.ts';
import type { Span } from '../../util/span.ts';
import { codeFrame } from '../code-frame.ts';
import { isSamePlace, shownPlace } from '../places.ts';
import { visible } from '../visible.ts';
import { displayWidth, pad } from '../width.ts';
import { someOf } from '../words.ts';
import type { Page } from './page.ts';

const SEVERITY_COLUMNS = 'CRITICAL'.length + 4;
const INDENT = ' '.repeat(SEVERITY_COLUMNS);
/** Evidence longer than this keeps its place on the same line, unaligned. */
const EVIDENCE_COLUMNS = 72;

/** What a finding is shown with. */
export interface FindingContext {
  readonly root: string;
  readonly redacted: readonly Span[];
  /** The finding shown just before, on the same page. */
  readonly previous: Finding | null;
  readonly rule: RuleInfo | undefined;
}

/** Writes one finding: what is wrong, where, the proof, and what to do. */
export function writeFinding(page: Page, finding: Finding, context: FindingContext): void {
  const severity = `  ${pad(finding.severity.toUpperCase(), SEVERITY_COLUMNS - 4)}  `;
  const head = { plain: severity, painted: page.style.severity[finding.severity](severity) };
  page.textWithLabel(head, visible(finding.message), `${finding.check} · ${finding.promise}`);
  writePlace(page, finding, context);
  if (finding.alsoSubjects.length > 0) page.text(`${INDENT}also `, visible(someOf(finding.alsoSubjects, 8)));
  writeEvidence(page, finding, context);
  writeRemedy(page, finding, context);
}

function writePlace(page: Page, finding: Finding, context: FindingContext): void {
  const { style } = page;
  const { at, when } = finding;
  const notes: string[] = [];
  if (at.generated !== undefined) notes.push(`${visible(at.generated)} from here`);
  if (when !== null) notes.push(visible(when));
  const note = notes.join(' · ');
  const isRepeated = context.previous !== null && isSamePlace(context.previous.at, at);
  const place = isRepeated ? 'the same place' : visible(shownPlace(context.root, at));
  const fits = SEVERITY_COLUMNS + displayWidth(place) + 2 + displayWidth(note) <= page.columns;
  page.line(`${INDENT}${isRepeated ? style.dim(place) : place}${note !== '' && fits ? `  ${style.unsure(note)}` : ''}`);
  if (note !== '' && !fits) page.text(INDENT, note, style.unsure);
  // A note asks for no change of that line.
  if (isRepeated || finding.severity === 'info') return;
  const digits = String(at.source.position(at.start).line).length;
  const frame = codeFrame(at, page.columns - SEVERITY_COLUMNS - digits - 3, context.redacted);
  if (frame === null) return;
  page.line(`${INDENT}${style.dim(`${frame.line} │`)} ${frame.code}`);
  page.line(`${INDENT}${style.dim(`${' '.repeat(digits)} │`)} ${style.caret(frame.caret)}`);
}

/** One line a step; a place that is the finding's own or the step's before is not said again. */
function writeEvidence(page: Page, finding: Finding, context: FindingContext): void {
  const column = Math.max(
    0,
    ...finding.evidence.map((step) => displayWidth(visible(step.text))).filter((width) => width <= EVIDENCE_COLUMNS),
  );
  let previous: Span = finding.at;
  for (const step of finding.evidence) {
    const place = placeToSay(step, previous, context.root);
    const text = visible(step.text);
    const room = page.columns - SEVERITY_COLUMNS - 4 - displayWidth(place);
    if (place !== '' && displayWidth(text) <= room) {
      page.line(`${INDENT}· ${pad(text, Math.min(column, room))}  ${page.style.dim(place)}`);
    } else {
      page.text(`${INDENT}· `, text);
      if (place !== '') page.line(`${INDENT}  ${page.style.dim(place)}`);
    }
    previous = step.at ?? previous;
  }
}

function placeToSay(step: Evidence, previous: Span, root: string): string {
  return step.at === undefined || isSamePlace(step.at, previous) ? '' : visible(shownPlace(root, step.at));
}

/** An edit is said with each finding; the check's general remedy once for findings that follow each other. */
function writeRemedy(page: Page, finding: Finding, context: FindingContext): void {
  if (finding.fix !== null && finding.fix.safety !== 'advice') {
    page.text(`${INDENT}fix: `, `${visible(finding.fix.title)} (${finding.fix.safety})`);
  } else if (context.rule !== undefined && context.previous?.check !== finding.check) {
    page.text(`${INDENT}fix: `, visible(context.rule.remedy));
  }
}
