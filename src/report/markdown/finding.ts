import type { AppReport, Finding, RuleInfo } from '../../model/report.ts';
import { codeFrame } from '../code-frame.ts';
import { redactedSpans, shownPlace } from '../places.ts';
import { someOf } from '../words.ts';
import { codeBlock, escapeMarkdown, inlineCode } from './escape.ts';

const CODE_COLUMNS = 100;

/** A finding folded under its message. */
export function findingBlock(finding: Finding, app: AppReport, rule: RuleInfo | undefined): string {
  const parts = [
    `<details><summary><b>${escapeMarkdown(finding.message)}</b> <code>${finding.check}</code> · ${finding.promise}</summary>`,
    [inlineCode(shownPlace(app.root, finding.at)), ...notes(finding)].join(' · '),
  ];
  const frame = codeFrame(finding.at, CODE_COLUMNS, redactedSpans(app));
  if (frame !== null) {
    const gutter = String(frame.line);
    parts.push(codeBlock([`${gutter} │ ${frame.code}`, `${' '.repeat(gutter.length)} │ ${frame.caret}`]));
  }
  if (finding.alsoSubjects.length > 0) parts.push(`Also ${escapeMarkdown(someOf(finding.alsoSubjects, 8))}.`);
  if (finding.evidence.length > 0) {
    parts.push(
      finding.evidence
        .map(({ text, at }) => `- ${escapeMarkdown(text)}${at === undefined ? '' : ` ${inlineCode(shownPlace(app.root, at))}`}`)
        .join('\n'),
    );
  }
  const remedy = finding.fix?.title ?? rule?.remedy;
  if (remedy !== undefined) parts.push(`**What to do:** ${escapeMarkdown(remedy)}`);
  const source = rule?.sources[0];
  if (source !== undefined) parts.push(`[Why](${encodeURI(source)})`);
  return `${parts.join('\n\n')}\n\n</details>`;
}

function notes(finding: Finding): string[] {
  const { at, when } = finding;
  return [...(at.generated === undefined ? [] : [`${at.generated} from here`]), ...(when === null ? [] : [when])].map(escapeMarkdown);
}
