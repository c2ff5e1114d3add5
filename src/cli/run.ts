import { CommanderError } from 'commander';
import { bugReport } from './bug.ts';
import { EXIT, refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';
import type { Judged, Share } from './share.ts';
import { createProgram } from './program.ts';
import { complain } from './streams.ts';

export { hasAnalyzedFew } from './analyze-changed.ts';
export { isWritten } from './streams.ts';

/** Does a thread's share of a check, which is told once the code for it is loaded. */
export async function help(share: Promise<Share>, tell: (judged: Judged) => void): Promise<void> {
  const { judgeShare } = await import('./share.ts');
  await judgeShare(await share, tell);
}

/** Runs one command line (without node and script) and gives its exit code; whatever is thrown is a bug and is reported as one. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const reportBug = (error: unknown): ExitCode => {
    complain(bugReport(error, args));
    return EXIT.bug;
  };
  // What is thrown outside the command's own promise, such as in a timer or a stream.
  process.on('uncaughtException', (error) => {
    process.exit(reportBug(error));
  });
  if (!hasCurrentFolder()) return refuse('the current folder does not exist any more', 'Change to a folder that does.');
  let code: ExitCode = EXIT.clean;
  try {
    const program = createProgram((result) => {
      code = result;
    });
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportBug(error);
    return error.exitCode === 0 ? EXIT.clean : EXIT.badInput;
  }
}

/** Node throws when the folder that it was started in was deleted. */
function hasCurrentFolder(): boolean {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}
