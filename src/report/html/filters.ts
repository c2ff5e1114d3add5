import { SEVERITIES } from '../../model/finding.ts';
import type { PromiseKind } from '../../model/finding.ts';
import { PRACTICES } from '../../model/practices.ts';
import type { Finding } from '../../model/report.ts';
import { practiceNumber } from '../words.ts';
import { escapeHtml } from './escape.ts';

/** How sure a finding can be. */
export const PROMISES: readonly PromiseKind[] = ['proof', 'rule', 'heuristic'];

/** What a finding can be filtered by besides severity, sureness and practice. */
export const VERDICT_FILTERS: readonly { readonly verdict: ShownVerdict; readonly isShown: boolean }[] = [
  { verdict: 'fail', isShown: true },
  { verdict: 'unknown', isShown: true },
  { verdict: 'accepted', isShown: false },
];

/** A finding's verdict as the page shows it: accepted ones are neither. */
export type ShownVerdict = 'fail' | 'unknown' | 'accepted';

/** The verdict that a finding is shown with. */
export function shownVerdict(finding: Finding): ShownVerdict {
  return finding.suppressed === null ? finding.verdict : 'accepted';
}

/** The controls that choose which findings are shown, each with its number of findings; empty when there is nothing to choose. */
export function filters(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const count = (is: (finding: Finding) => boolean): number => findings.filter(is).length;
  const severities = SEVERITIES.map((severity) => ({ severity, found: count((finding) => finding.severity === severity) }));
  const practices = PRACTICES.map(({ number, title }) => ({ number, title, found: count((finding) => finding.practice === number) }));
  return `<section class="filters" aria-label="Choose findings">
${fieldset(
  'Severity',
  severities.map(({ severity, found }) => checkbox(severity, found, true)),
)}
${fieldset(
  'Verdict',
  VERDICT_FILTERS.map(({ verdict, isShown }) =>
    checkbox(
      verdict,
      count((finding) => shownVerdict(finding) === verdict),
      isShown,
    ),
  ),
)}
${fieldset(
  'How sure',
  PROMISES.map((promise) =>
    checkbox(
      promise,
      count((finding) => finding.promise === promise),
      true,
    ),
  ),
)}
${fieldset('Practice', [
  `<label><input type="radio" name="practice" id="practice-all" checked> all (${findings.length})</label>`,
  ...practices
    .filter(({ found }) => found > 0)
    .map(
      ({ number, title, found }) =>
        `<label><input type="radio" name="practice" id="practice-${number}"> ${practiceNumber(number)} ${escapeHtml(title)} (${found})</label>`,
    ),
])}
<label><input type="checkbox" id="open-all"> show every finding in full</label>
</section>`;
}

function checkbox(name: string, found: number, isChecked: boolean): string {
  return found === 0 ? '' : `<label><input type="checkbox" id="show-${name}"${isChecked ? ' checked' : ''}> ${name} (${found})</label>`;
}

/** One control alone chooses nothing. */
function fieldset(legend: string, controls: readonly string[]): string {
  const useful = controls.filter((control) => control !== '');
  return `<fieldset${useful.length === 1 ? ' hidden' : ''}><legend>${legend}</legend>${useful.join('\n')}</fieldset>`;
}
