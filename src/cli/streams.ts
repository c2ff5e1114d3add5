import { fstatSync, statSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { EXIT } from './exit.ts';

const STDOUT = 1;
const STDERR = 2;
/** The exit code when the output could not be written. */
const CANNOT_WRITE: typeof EXIT.badInput = 2;

/**
 * Prints to the standard output. A closed pipe (`casemate check | head`) ends quietly; another fault, such as a full disk, is
 * said and makes the exit code 2. Files and pipes are written to directly: Node takes longer to make its stream object than
 * casemate to judge a small app.
 */
export function print(text: string): void {
  if (outOpen !== undefined || isTerminal(STDOUT)) outStream().write(text);
  else writeDirectly(Buffer.from(text));
}

/** Says something on the standard error; nothing can be said when even that is gone. */
export function complain(text: string): void {
  errorStream().write(text);
}

/** Whether everything printed so far has left the process. */
export function isWritten(): boolean {
  return (outOpen?.writableLength ?? 0) === 0 && (errorOpen?.writableLength ?? 0) === 0;
}

/** Whether a file descriptor is a terminal; the null device and everything that is no character device are told without `node:tty`. */
function isTerminal(descriptor: number): boolean {
  return mayBeTerminal(descriptor) && isatty(descriptor);
}

/** Whether somebody may watch the standard error. */
export function isWatched(): boolean {
  return isTerminal(STDERR);
}

/** Columns of the terminal behind the standard output; undefined where there is none. */
export function terminalColumns(): number | undefined {
  return isTerminal(STDOUT) ? outStream().columns : undefined;
}

let outOpen: NodeJS.WriteStream | undefined;
let errorOpen: NodeJS.WriteStream | undefined;

function outStream(): NodeJS.WriteStream {
  outOpen ??= process.stdout.on('error', outputFailed);
  return outOpen;
}

function errorStream(): NodeJS.WriteStream {
  errorOpen ??= process.stderr.on('error', () => {});
  return errorOpen;
}

function outputFailed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  complain(`casemate: cannot write the output: ${error.code ?? error.message}\n`);
  process.exitCode = CANNOT_WRITE;
}

function writeDirectly(bytes: Buffer): void {
  let from = 0;
  try {
    while (from < bytes.length) from += writeSync(STDOUT, bytes, from);
  } catch (error) {
    // The reader's end does not block and is full: the stream waits for it.
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') outStream().write(bytes.subarray(from));
    else outputFailed(error as NodeJS.ErrnoException);
  }
}

function mayBeTerminal(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  } catch {
    return true;
  }
}
