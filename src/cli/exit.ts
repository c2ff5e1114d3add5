import { complain } from './streams.ts';

/** What the exit code says. */
export const EXIT = {
  clean: 0,
  findings: 1,
  /** Wrong use, or input that cannot be read. */
  badInput: 2,
  /** A bug in casemate. */
  bug: 3,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Says on the standard error what is wrong with the command line or its files, and gives the exit code for it. */
export function refuse(...lines: readonly string[]): ExitCode {
  complain(`casemate: ${lines.join('\n  ')}\n`);
  return EXIT.badInput;
}
