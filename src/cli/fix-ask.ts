import { createInterface } from 'node:readline/promises';
import type { FixRun } from '../analyze/fix.ts';
import { visible } from '../report/visible.ts';
import { diffOf } from './fix-diff.ts';

/** Asks about each edit of a run at the terminal, showing what it alone would do; null where nobody can answer. Gives the fingerprints said yes to. */
export async function chooseFixes(run: FixRun, alone: (fingerprint: string) => FixRun): Promise<ReadonlySet<string> | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const offered = run.apps.flatMap((app) => app.applied);
  const chosen = new Set<string>();
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    let all = false;
    for (const [i, { finding, title, safety }] of offered.entries()) {
      if (!all) {
        const diff = alone(finding.fingerprint).apps.flatMap((app) => app.files.map((file) => diffOf(app.root, file)));
        process.stderr.write(`\n${visible(finding.message)}\n${diff.join('')}`);
        const answer = await asking.question(
          `${i + 1}/${offered.length} ${visible(title)} (${finding.check}, ${safety})? [y]es, [n]o, [a]ll, [q]uit `,
        );
        const [letter] = answer.trim().toLowerCase();
        if (letter === 'q') break;
        all = letter === 'a';
        if (!all && letter !== 'y') continue;
      }
      chosen.add(finding.fingerprint);
    }
  } finally {
    asking.close();
  }
  return chosen;
}
