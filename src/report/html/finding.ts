import { PRACTICES } from '../../model/practices.ts';
import type { Finding, RuleInfo } from '../../model/report.ts';
import type { Span } from '../../util/span.ts';
import { codeFrame } from '../code-frame.ts';
import { isSamePlace, shownPlace } from '../places.ts';
import { practiceNumber } from '../words.ts';
import { escapeHtml, link } from './escape.ts';
import { shownVerdict } from './filters.ts';

const CODE_COLUMNS = 160;

/** What a finding is shown with. */
export interface FindingContext {
  readonly root: string;
  readonly redacted: readonly Span[];
  readonly rule: RuleInfo | undefined;
  /** Its anchor in the page. */
  readonly id: string;
  /** What proposed commands are told to work on. */
  readonly paths: readonly string[];
}

/** A finding that opens: what, how bad, where, the line, the proof, and what to do. */
export function findingHtml(finding: Finding, context: FindingContext): string {
  const { severity, practice, promise, check } = finding;
  const verdict = shownVerdict(finding);
  const isOpen = verdict === 'fail' && (severity === 'critical' || severity === 'high');
  const parts = [place(finding, context.root), frame(finding, context.redacted), also(finding), evidence(finding, context.root)];
  return `<article class="finding severity-${severity} practice-${practice} promise-${promise} verdict-${verdict}" id="${escapeHtml(context.id)}">
<details${isOpen ? ' open' : ''}><summary><span class="badge">${verdict === 'fail' ? severity : verdict}</span><h3>${escapeHtml(finding.message)}</h3> <code>${escapeHtml(check)}</code> <span class="dim">${promise}</span></summary>
${[...parts, acceptance(finding), remedy(finding, context), about(finding, context)].filter((part) => part !== '').join('\n')}
</details></article>`;
}

function place({ at, when }: Finding, root: string): string {
  const notes = [at.generated === undefined ? '' : `${at.generated} from here`, when ?? ''].filter((note) => note !== '');
  return `<p><code>${escapeHtml(shownPlace(root, at))}</code>${notes.map((note) => ` · ${escapeHtml(note)}`).join('')}</p>`;
}

function frame({ at }: Finding, redacted: readonly Span[]): string {
  const shown = codeFrame(at, CODE_COLUMNS, redacted);
  if (shown === null) return '';
  const gutter = String(shown.line);
  const caret = `${' '.repeat(gutter.length)} │ <span class="caret" aria-hidden="true">${escapeHtml(shown.caret)}</span>`;
  return `<pre><code>${gutter} │ ${escapeHtml(shown.code)}\n${caret}</code></pre>`;
}

function also({ alsoSubjects }: Finding): string {
  return alsoSubjects.length === 0 ? '' : `<p>Also ${alsoSubjects.map((subject) => `<code>${escapeHtml(subject)}</code>`).join(', ')}.</p>`;
}

function evidence(finding: Finding, root: string): string {
  if (finding.evidence.length === 0) return '';
  const steps = finding.evidence.map(({ text, at }) => {
    const where = at === undefined || isSamePlace(at, finding.at) ? '' : ` <code class="dim">${escapeHtml(shownPlace(root, at))}</code>`;
    return `<li>${escapeHtml(text)}${where}</li>`;
  });
  return `<ul>${steps.join('\n')}</ul>`;
}

function acceptance({ suppressed }: Finding): string {
  return suppressed === null ? '' : `<p>Accepted (${suppressed.by}): ${escapeHtml(suppressed.reason)}</p>`;
}

function remedy({ fix, check }: Finding, { rule, paths }: FindingContext): string {
  if (fix !== null && fix.safety !== 'advice') {
    const command = ['casemate fix --diff --check', check, ...paths].join(' ');
    return `<p class="fix"><strong>Fix (${fix.safety}):</strong> ${escapeHtml(fix.title)} · <code>${escapeHtml(command)}</code></p>`;
  }
  const text = rule?.remedy ?? fix?.title;
  const why = fix?.reason === undefined ? '' : ` No edit: ${escapeHtml(fix.reason)}.`;
  return text === undefined ? '' : `<p class="fix"><strong>What to do:</strong> ${escapeHtml(text)}${why}</p>`;
}

function about(finding: Finding, { rule, id }: FindingContext): string {
  const title = PRACTICES.find(({ number }) => number === finding.practice)?.title ?? '';
  const practice = `${practiceNumber(finding.practice)} ${title}`;
  const sources = (rule?.sources ?? []).map((source, i) => link(source, i === 0 ? 'why, by AWS' : `source ${i + 1}`));
  const anchor = `<a href="#${escapeHtml(id)}">link to this finding</a>`;
  return `<p class="dim">${[escapeHtml(practice), escapeHtml(finding.subject), ...sources, anchor].join(' · ')}</p>`;
}
