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
/** Below this width the severity has a line of its own, and what follows more room. */
const NARROW_COLUMNS = 64;
const NARROW_INDENT = 4;
/** Evidence longer than this keeps its place on the same line, unaligned. */
const EVIDENCE_COLUMNS = 72;
/** Steps of evidence shown; JSON, SARIF and HTML have them all. */
const STEPS_SHOWN = 6;
/** Places listed of findings that say the same. */
const ALIKE_SHOWN = 12;

/** What a finding is shown with. */
export interface FindingContext {
  readonly root: string;
  readonly redacted: readonly Span[];
  /** The finding shown just before, on the same page. */
  readonly previous: Finding | null;
  readonly rule: RuleInfo | undefined;
  /** Findings that say the same of other subjects. */
  readonly alike: readonly Finding[];
}

/** Writes one finding: what is wrong, where, the proof, of what else it holds, and what to do. */
export function writeFinding(page: Page, finding: Finding, context: FindingContext): void {
  writeHead(page, finding);
  writePlace(page, finding, context);
  if (finding.alsoSubjects.length > 0) page.text(`${indentOf(page)}also `, visible(someOf(finding.alsoSubjects, 8)));
  writeEvidence(page, finding, context);
  writeAlike(page, context);
  writeRemedy(page, finding, context);
}

/** The columns before everything but the severity. */
export function indentOf(page: Page): string {
  return ' '.repeat(page.columns < NARROW_COLUMNS ? NARROW_INDENT : SEVERITY_COLUMNS);
}

/** Writes the severity, or another word in capitals, and the text behind it. */
function writeHead(page: Page, { severity, message, check, promise }: Finding): void {
  const label = `${check} · ${promise}`;
  const paint = page.style.severity[severity];
  if (page.columns < NARROW_COLUMNS) {
    page.line(`  ${paint(severity.toUpperCase())}  ${page.style.dim(label)}`);
    page.text(indentOf(page), visible(message), page.style.bold);
    return;
  }
  const head = `  ${pad(severity.toUpperCase(), SEVERITY_COLUMNS - 4)}  `;
  page.textWithLabel({ plain: head, painted: paint(head) }, visible(message), label);
}

function writePlace(page: Page, finding: Finding, context: FindingContext): void {
  const { style } = page;
  const indent = indentOf(page);
  const { at, when } = finding;
  const notes: string[] = [];
  if (at.generated !== undefined) notes.push(`${visible(at.generated)} from here`);
  if (when !== null) notes.push(visible(when));
  const note = notes.join(' · ');
  const isRepeated = context.previous !== null && isSamePlace(context.previous.at, at);
  const place = isRepeated ? 'the same place' : visible(shownPlace(context.root, at));
  const fits = indent.length + displayWidth(place) + 2 + displayWidth(note) <= page.columns;
  page.line(`${indent}${isRepeated ? style.dim(place) : place}${note !== '' && fits ? `  ${style.unsure(note)}` : ''}`);
  if (note !== '' && !fits) page.text(indent, note, style.unsure);
  // A note asks for no change of that line.
  if (isRepeated || finding.severity === 'info') return;
  const digits = String(at.source.position(at.start).line).length;
  const frame = codeFrame(at, page.columns - indent.length - digits - 3, context.redacted);
  if (frame === null || saysOnlyName(frame.code, finding.message)) return;
  page.line(`${indent}${style.dim(`${frame.line} │`)} ${frame.code}`);
  page.line(`${indent}${style.dim(`${' '.repeat(digits)} │`)} ${style.caret(frame.caret)}`);
}

/** Whether a line holds nothing but a resource's name, which the message says already. */
function saysOnlyName(code: string, message: string): boolean {
  const name = /^\s*["']?([\w-]+)["']?:\s*\{?$/.exec(code)?.[1];
  return name !== undefined && message.includes(name);
}

/** One line a step; a place that is the finding's own or the step's before is not said again. */
function writeEvidence(page: Page, finding: Finding, context: FindingContext): void {
  const indent = indentOf(page);
  const steps = finding.evidence.length <= STEPS_SHOWN + 1 ? finding.evidence : finding.evidence.slice(0, STEPS_SHOWN);
  const column = Math.max(0, ...steps.map((step) => displayWidth(visible(step.text))).filter((width) => width <= EVIDENCE_COLUMNS));
  let previous: Span = finding.at;
  for (const step of steps) {
    const place = placeToSay(step, previous, context.root);
    const text = visible(step.text);
    const room = page.columns - indent.length - 4 - displayWidth(place);
    if (place !== '' && displayWidth(text) <= room) {
      page.line(`${indent}· ${pad(text, Math.min(column, room))}  ${page.style.dim(place)}`);
    } else {
      page.text(`${indent}· `, text);
      if (place !== '') page.line(`${indent}  ${page.style.dim(place)}`);
    }
    previous = step.at ?? previous;
  }
  const left = finding.evidence.length - steps.length;
  if (left > 0) page.line(page.style.dim(`${indent}· and ${left} more; --format html and json have them all`));
}

function writeAlike(page: Page, { alike, root }: FindingContext): void {
  if (alike.length === 0) return;
  const indent = indentOf(page);
  const shown = alike.length <= ALIKE_SHOWN + 1 ? alike : alike.slice(0, ALIKE_SHOWN);
  const names = shown.map((finding) => visible(finding.subject));
  const column = Math.max(...names.map(displayWidth));
  shown.forEach((finding, i) => {
    const place = page.style.dim(visible(shownPlace(root, finding.at)));
    page.line(`${indent}${i === 0 ? 'also' : '    '} ${pad(names[i] ?? '', column)}  ${place}`);
  });
  if (alike.length > shown.length)
    page.line(page.style.dim(`${indent}     and ${alike.length - shown.length} more; --format html and json have them all`));
}

function placeToSay(step: Evidence, previous: Span, root: string): string {
  return step.at === undefined || isSamePlace(step.at, previous) ? '' : visible(shownPlace(root, step.at));
}

/** An edit is said with each finding; the check's general remedy once for findings that follow each other. */
function writeRemedy(page: Page, finding: Finding, context: FindingContext): void {
  const head = `${indentOf(page)}fix: `;
  if (finding.fix !== null && finding.fix.safety !== 'advice') {
    const each = context.alike.length === 0 ? '' : ', and so for each';
    page.text(head, `${visible(finding.fix.title)}${each} (${finding.fix.safety})`);
  } else if (context.rule !== undefined && context.previous?.check !== finding.check && finding.severity !== 'info') {
    page.text(head, visible(context.rule.remedy));
  }
}
