import type { ReadProblem } from '../../model/report.ts';
import { problemPlace } from '../places.ts';
import { visible } from '../visible.ts';
import { plural } from '../words.ts';
import type { Page } from './page.ts';

/** Writes what could not be read, before anything else: verdicts about those files are missing. */
export function writeProblems(page: Page, problems: readonly ReadProblem[]): void {
  if (problems.length === 0) return;
  page.line(page.style.severity.high(` ${plural(problems.length, 'problem')} while reading`));
  for (const problem of problems) {
    page.gap();
    page.text('  ', visible(`${problemPlace(problem)}: ${problem.message}`));
    if (problem.advice !== '') page.text('    ', visible(problem.advice), page.style.dim);
  }
}
