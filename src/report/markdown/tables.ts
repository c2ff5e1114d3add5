import { PRACTICES } from '../../model/practices.ts';
import type { AppReport, Duty, Report } from '../../model/report.ts';
import { tallyPractices } from '../tally.ts';
import { practiceNumber } from '../words.ts';
import { escapeMarkdown } from './escape.ts';

/** Verdicts by practice as a table. */
export function practiceTable(report: Report): string {
  const rows = tallyPractices(report.apps, report.rules).map(
    (row) => `| ${practiceNumber(row.practice)} ${row.title} | ${row.pass} | ${row.fail} | ${row.unknown} | ${row.suppressed} |`,
  );
  return ['| Practice | pass | fail | unknown | accepted |', '| :-- | --: | --: | --: | --: |', ...rows].join('\n');
}

const HOLDERS: Readonly<Record<Duty['holder'], string>> = { aws: 'AWS', owner: 'owner', shared: 'shared' };

/** Who secures what in one app, as a folded table; null when the report does not say. */
export function responsibilityTable(app: AppReport): string | null {
  if (app.responsibility.length === 0) return null;
  const rows = app.responsibility.map((duty) => {
    const practices = duty.practices.map((practice) => `${practiceNumber(practice)} ${titleOf(practice)}`).join(', ');
    const { pass, fail, unknown } = duty.counts;
    const decided = pass + fail + unknown === 0 ? '' : `${pass} pass, ${fail} fail, ${unknown} unknown`;
    return `| ${escapeMarkdown(duty.duty)} | ${HOLDERS[duty.holder]} | ${escapeMarkdown(duty.because)} | ${practices} | ${decided} |`;
  });
  const head = ['| Duty | Who | Because | Practices | Decided |', '| :-- | :-- | :-- | :-- | :-- |'];
  return `<details><summary>Shared responsibility in ${escapeMarkdown(app.root)}</summary>\n\n${[...head, ...rows].join('\n')}\n\n</details>`;
}

function titleOf(practice: number): string {
  return PRACTICES.find(({ number }) => number === practice)?.title ?? '';
}
