import { readFileSync } from 'node:fs';
import { CHECKS } from '../checks/index.ts';
import type { Check } from '../model/check.ts';
import { PRACTICES } from '../model/practices.ts';
import { visible } from '../report/visible.ts';
import { meant } from './closest.ts';
import { EXIT, refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { pageForTerminal } from './explain-page.ts';
import { print } from './streams.ts';
import { columnsOf, standardOutput, wantsColor } from './terminal.ts';

/** What `casemate explain` was told. */
export interface ExplainOptions {
  readonly color: boolean;
}

/** Prints a check's page, or without an id all checks by practice. */
export function explain(id: string | undefined, options: ExplainOptions): ExitCode {
  if (id === undefined) {
    print(listOfChecks(CHECKS));
    return EXIT.clean;
  }
  const check = CHECKS.find((one) => one.id === id);
  if (check === undefined) {
    const near = meant(
      id,
      CHECKS.map((one) => one.id),
    );
    return refuse(`there is no check ${visible(id)}`, near === null ? '"casemate explain" lists all checks.' : `Did you mean ${near}?`);
  }
  const facts = standardOutput();
  const layout = { color: wantsColor(facts, options.color), columns: Math.min(100, columnsOf(facts)) };
  print(pageForTerminal(pageOf(check), layout));
  return EXIT.clean;
}

/** The check's docs page, which the package ships; without it, what the check says of itself. */
function pageOf(check: Check): string {
  try {
    const page = readFileSync(new URL(`../../docs/checks/${check.id}.md`, import.meta.url), 'utf8');
    // A whole template without the fault takes screens, and says little at a terminal.
    return page.replace(/^## Passes\n[^]*?(?=^## )/m, `A template that passes is in docs/checks/${check.id}.md of the package.\n\n`);
  } catch {
    const practices = check.practices.map((practice) => PRACTICES.find(({ number }) => number === practice)?.slug).join(', ');
    const facts = `| Practice | ${practices} |\n| Severity | ${check.severity} |\n| How sure | ${check.promise} |\n| Since | ${check.since} |`;
    const sources = check.sources.map((source) => `- <${source}>`).join('\n');
    return `# ${check.id}\n\n${check.title}.\n\n${facts}\n\n## What to do\n\n${check.remedy}\n\n## Sources\n\n${sources}\n`;
  }
}

function listOfChecks(checks: readonly Check[]): string {
  const columns = Math.max(...checks.map((check) => check.id.length)) + 2;
  const sections = PRACTICES.map((practice) => {
    const rows = checks
      .filter((check) => check.practices[0] === practice.number)
      .map((check) => `  ${check.id.padEnd(columns)}${check.severity.padEnd(10)}${check.promise.padEnd(11)}${check.title}`);
    return rows.length === 0 ? '' : `${practice.slug.slice(0, 2)} ${practice.title}\n${rows.join('\n')}\n`;
  });
  return sections.filter((section) => section !== '').join('\n');
}
