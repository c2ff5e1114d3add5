import type { AppReport, Duty } from '../../model/report.ts';
import { visible } from '../visible.ts';
import { practiceNumber } from '../words.ts';
import type { Page } from './page.ts';

const HOLDERS: Readonly<Record<Duty['holder'], string>> = { aws: 'AWS', owner: 'you', shared: 'both' };

/** Writes who secures what: AWS's duties in one paragraph, the owner's one by one with what was decided about them. */
export function writeResponsibility(page: Page, app: AppReport): void {
  if (app.responsibility.length === 0) return;
  page.gap();
  page.line(` ${page.style.bold('Shared responsibility')}`);
  const aws = app.responsibility.filter((duty) => duty.holder === 'aws').map((duty) => duty.duty);
  if (aws.length > 0) page.text('   AWS   ', visible(aws.join(' · ')), page.style.dim);
  for (const duty of app.responsibility) {
    if (duty.holder !== 'aws') page.text(`   ${HOLDERS[duty.holder].padEnd(4)}  `, visible(`${duty.duty}${coverage(duty)}`));
  }
}

function coverage(duty: Duty): string {
  const { pass, fail, unknown } = duty.counts;
  const counts = [fail > 0 ? `${fail} fail` : '', unknown > 0 ? `${unknown} unknown` : '', pass > 0 ? `${pass} pass` : ''];
  const told = counts.filter((part) => part !== '').join(', ');
  const practices = duty.practices.length === 0 ? 'no practice covers it' : `practice ${duty.practices.map(practiceNumber).join(', ')}`;
  return ` (${practices}${told === '' ? '' : `: ${told}`})`;
}
