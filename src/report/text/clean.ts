import type { AppReport, RuleInfo } from '../../model/report.ts';
import { passesByPromise, unknowns } from '../tally.ts';
import { visible } from '../visible.ts';
import { pad } from '../width.ts';
import { plural } from '../words.ts';
import type { Page } from './page.ts';

const COUNT_COLUMNS = 6;

/** Writes the page of an app in which nothing fails: how much was decided, and what was proved. */
export function writeClean(page: Page, app: AppReport, rules: readonly RuleInfo[]): void {
  const unknownCount = unknowns(app).length;
  const passes = passesByPromise(app, rules);
  const total = passes.proof + passes.rule + passes.heuristic;
  const sure = [
    passes.proof > 0 ? `${passes.proof} by proof` : '',
    passes.rule > 0 ? `${passes.rule} by rule` : '',
    passes.heuristic > 0 ? `${passes.heuristic} by heuristic` : '',
  ].filter((part) => part !== '');
  page.gap();
  const open = unknownCount === 0 ? 'nothing is unknown' : `${plural(unknownCount, 'unknown')} left`;
  if (total === 0) page.text(' – ', `Nothing was decided: no check found its subject here, ${open}.`);
  else
    page.text(
      ` ${page.style.good('✓')} `,
      `Nothing fails: ${plural(total, 'verdict')} ${total === 1 ? 'passes' : 'pass'} (${sure.join(', ')}), ${open}.`,
    );
  writeProved(page, app, rules);
}

/** A check that could not decide about one subject has proved nothing. */
function writeProved(page: Page, app: AppReport, rules: readonly RuleInfo[]): void {
  const verdicts = Map.groupBy(app.verdicts, (row) => row.check);
  const proven = rules.flatMap((rule) => {
    const rows = verdicts.get(rule.id) ?? [];
    const passes = rows.filter((row) => row.verdict === 'pass').length;
    const isDecided = rows.every((row) => row.verdict === 'pass' || row.verdict === 'not-applicable');
    return rule.proves !== null && isDecided && passes > 0 ? [{ id: rule.id, proves: rule.proves, passes }] : [];
  });
  if (proven.length === 0) return;
  page.gap();
  page.line(page.style.bold('   Proved'));
  for (const { id, proves, passes } of proven) {
    page.text(`${page.style.good(pad(String(passes), COUNT_COLUMNS, 'start'))}  `, `${visible(proves)}  (${id})`);
  }
}
