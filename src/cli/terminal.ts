import { terminalColumns } from './streams.ts';

/** What decides how a terminal is written to. */
export interface TerminalFacts {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Columns when nobody says how wide the output is. */
const DEFAULT_COLUMNS = 120;

/** Whether to colour: `--no-color`, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether it is a terminal that can. */
export function wantsColor(facts: TerminalFacts, colorOption: boolean): boolean {
  const { environment } = facts;
  if (!colorOption) return false;
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return facts.isTerminal && environment['TERM'] !== 'dumb';
}

/** Columns to lay the text out for: the terminal's, else COLUMNS, else 120. */
export function columnsOf(facts: TerminalFacts): number {
  if (facts.isTerminal && facts.columns !== undefined && facts.columns > 0) return facts.columns;
  const named = Number(facts.environment['COLUMNS']);
  return Number.isInteger(named) && named > 0 ? named : DEFAULT_COLUMNS;
}

/** The facts of the standard output. */
export function standardOutput(): TerminalFacts {
  const columns = terminalColumns();
  return { isTerminal: columns !== undefined, columns, environment: process.env };
}
