import type { BehaviorCall } from '../../model/behavior.ts';
import { showHoles } from '../../iam/policy.ts';
import type { AppReport, FunctionReport, Report } from '../../model/report.ts';
import { shownPlace } from '../places.ts';
import { tallyPractices } from '../tally.ts';
import type { PracticeTally } from '../tally.ts';
import { practiceNumber } from '../words.ts';
import { escapeHtml } from './escape.ts';

const COUNTED = ['pass', 'fail', 'unknown', 'accepted'] as const;

/** Verdicts by practice, each row with a bar. */
export function practiceTable(report: Report): string {
  const rows = tallyPractices(report.apps, report.rules).map((tally) => {
    const counts = { pass: tally.pass, fail: tally.fail, unknown: tally.unknown, accepted: tally.suppressed };
    const cells = COUNTED.map((name) => `<td class="number">${counts[name]}</td>`).join('');
    return `<tr><th scope="row">${practiceNumber(tally.practice)} ${escapeHtml(tally.title)}</th><td class="bar">${bar(counts, tally)}</td>${cells}</tr>`;
  });
  if (rows.length === 0) return '';
  const heads = COUNTED.map((name) => `<th scope="col" class="number">${name}</th>`).join('');
  return `<h2>Practices</h2>
<table><thead><tr><th scope="col">Practice</th><th scope="col">Verdicts</th>${heads}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

/** Attributes of SVG are no styles, so that the policy lets them through. */
function bar(counts: Readonly<Record<(typeof COUNTED)[number], number>>, { title }: PracticeTally): string {
  const total = COUNTED.reduce((sum, name) => sum + counts[name], 0);
  if (total === 0) return '<span class="dim">nothing here to check</span>';
  let x = 0;
  const parts = COUNTED.map((name) => {
    const width = (counts[name] / total) * 100;
    const rect = width === 0 ? '' : `<rect class="${name}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="8"/>`;
    x += width;
    return rect;
  });
  const words = COUNTED.map((name) => `${counts[name]} ${name}`).join(', ');
  const label = escapeHtml(`${title}: ${words}`);
  return `<svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${label}">${parts.join('')}</svg>`;
}

/** What the code of each function does at AWS, by line of code; empty when no function was followed. */
export function functionTable(app: AppReport): string {
  const rows = app.functions.map((fn) => functionRow(fn, app.root));
  if (rows.length === 0) return '';
  return `<details><summary>What the functions of ${escapeHtml(app.root)} do at AWS (${rows.length})</summary>
<table><thead><tr><th scope="col">Function</th><th scope="col">Runtime</th><th scope="col">Role</th><th scope="col">Calls of its code</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></details>`;
}

function functionRow({ id, runtime, role, behavior }: FunctionReport, root: string): string {
  const calls = behavior.calls.map(
    (call) => `<li>${callText(call)} <code class="dim">${escapeHtml(shownPlace(root, call.at))}</code></li>`,
  );
  const gaps = behavior.unknowns.map(({ because }) => `<li class="dim">not known: ${escapeHtml(because)}</li>`);
  const items = [...calls, ...gaps];
  const cells = [escapeHtml(runtime ?? '–'), escapeHtml(role ?? '–'), items.length === 0 ? 'none' : `<ul>${items.join('\n')}</ul>`];
  return `<tr><th scope="row">${escapeHtml(id)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function callText({ service, operation, grants }: BehaviorCall): string {
  const targets = grants.flatMap((grant) => grant.targets).map(({ logicalId, arn, unknown }) => logicalId ?? unknown ?? showHoles(arn));
  const on = [...new Set(targets)].map(escapeHtml).join(', ');
  return `<code>${escapeHtml(`${service}:${operation}`)}</code>${on === '' ? '' : ` on ${on}`}`;
}

/** Who secures what in one app; empty when the report does not say. */
export function responsibilityTable(app: AppReport): string {
  if (app.responsibility.length === 0) return '';
  const rows = app.responsibility.map(({ duty, holder, because, counts }) => {
    const who = holder === 'aws' ? 'AWS' : holder === 'owner' ? 'you' : 'both';
    const decided = `${counts.pass} pass, ${counts.fail} fail, ${counts.unknown} unknown`;
    const cells = [who, escapeHtml(because), holder === 'aws' ? '' : decided];
    return `<tr><th scope="row">${escapeHtml(duty)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const heads = ['Duty', 'Who', 'Because', 'Decided'].map((head) => `<th scope="col">${head}</th>`).join('');
  return `<details><summary>Who is responsible for what in ${escapeHtml(app.root)}</summary>
<table><thead><tr>${heads}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></details>`;
}
