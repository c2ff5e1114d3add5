import { EXIT } from './exit.ts';

/** Makes a closed pipe (`casemate check | head`) end quietly, and a full disk behind the standard output a message. */
export function guardStreams(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`casemate: cannot write the output: ${error.code ?? error.message}\n`);
    process.exitCode = EXIT.badInput;
  });
  // Nothing can be said when even the standard error is gone.
  process.stderr.on('error', () => {});
}
