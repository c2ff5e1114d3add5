import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { isatty } from 'node:tty';
import type { FixRun } from '../analyze/fix.ts';
import type { AppliedFix } from '../model/fix-run.ts';
import { DEFAULT_REPORT_OPTIONS } from '../report/options.ts';
import { Page } from '../report/text/page.ts';
import { visible } from '../report/visible.ts';
import { diffOf, shownDiff } from './fix-diff.ts';
import { complain } from './streams.ts';
import { wantsColor } from './terminal.ts';

/** What somebody said about the edits: the fingerprints said yes to; `ended`: the input ended, `stopped`: Ctrl-C, before all was said. */
export type Chosen = ReadonlySet<string> | 'ended' | 'stopped';

/** Whether somebody can be asked: questions go to the standard error, so that the output stays what it is. */
export function canAsk(): boolean {
  return isatty(0) && isatty(2);
}

/** Asks about each edit of a run at the terminal, showing what it alone would do. */
export async function chooseFixes(
  run: FixRun,
  options: { readonly color: boolean; readonly alone: (fingerprint: string) => FixRun },
): Promise<Chosen> {
  const offered = run.apps.flatMap((app) => app.applied);
  const color = wantsColor({ isTerminal: true, columns: process.stderr.columns, environment: process.env }, options.color);
  const asking = new Asking();
  const chosen = new Set<string>();
  let isAll = false;
  try {
    for (const [i, fix] of offered.entries()) {
      const { fingerprint } = fix.finding;
      if (!isAll) {
        complain(shownEdit(fix, { count: `${i + 1}/${offered.length}`, color, diff: diffsOf(options.alone(fingerprint)) }));
        const answer = await answerTo(asking);
        if (answer === 'ended' || answer === 'stopped') return answer;
        if (answer === 'q') break;
        isAll = answer === 'a';
        if (answer === 'n') continue;
      }
      chosen.add(fingerprint);
    }
  } finally {
    asking.close();
  }
  return chosen;
}

function diffsOf(run: FixRun): string {
  return run.apps.flatMap((app) => app.files.map((file) => diffOf(app.root, file))).join('');
}

/** What an edit is for and what it does; the question follows on a line of its own. */
function shownEdit(
  fix: AppliedFix,
  { count, color, diff }: { readonly count: string; readonly color: boolean; readonly diff: string },
): string {
  const options = { ...DEFAULT_REPORT_OPTIONS, color, width: process.stderr.columns };
  const [head, foot] = [new Page(options), new Page(options)];
  const { style } = head;
  head.text(`${count} `, visible(fix.title), style.bold);
  head.text('  ', `${fix.finding.check} · ${fix.safety} · ${visible(fix.finding.message)}`, style.dim);
  if (diff === '') head.text('  ', 'It builds on other edits and does nothing alone.', style.dim);
  for (const one of fix.todo) foot.text('  left for you: ', visible(one), style.unsure);
  return `\n${head.toString()}${shownDiff(diff, color)}${foot.toString()}`;
}

const QUESTION = 'Make this edit? [y]es, [n]o, [a]ll that follow, [q]uit with those so far, ? for help: ';
const HELP = `  y  make it
  n  leave it
  a  make it and all that follow without asking
  q  make those said yes to, and no more
  Ctrl-C or Ctrl-D  make none, not even those said yes to
`;

/** One of the four letters; whatever else is said gets the help and the question again, so that a slip of the finger decides nothing. */
async function answerTo(asking: Asking): Promise<'y' | 'n' | 'a' | 'q' | 'ended' | 'stopped'> {
  for (;;) {
    const line = await asking.ask(QUESTION);
    if (line === 'ended' || line === 'stopped') return line;
    const word = line.text.trim().toLowerCase();
    for (const [letter, full] of [
      ['y', 'yes'],
      ['n', 'no'],
      ['a', 'all'],
      ['q', 'quit'],
    ] as const) {
      if (word === letter || word === full) return letter;
    }
    complain(HELP);
  }
}

/** Lines typed at a terminal; what is typed ahead counts for the next question. */
class Asking {
  readonly #interface: Interface;
  readonly #lines: AsyncIterator<string>;
  #isStopped = false;

  constructor() {
    this.#interface = createInterface({ input: process.stdin, output: process.stderr, historySize: 0 });
    this.#interface.on('SIGINT', () => {
      this.#isStopped = true;
      this.close();
    });
    this.#lines = this.#interface[Symbol.asyncIterator]();
  }

  async ask(question: string): Promise<{ readonly text: string } | 'ended' | 'stopped'> {
    this.#interface.setPrompt(question);
    this.#interface.prompt();
    const { done, value } = await this.#lines.next();
    if (done !== true) return { text: value };
    complain('\n');
    return this.#isStopped ? 'stopped' : 'ended';
  }

  close(): void {
    this.#interface.close();
  }
}
