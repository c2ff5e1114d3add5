import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that answers a line of JSON with a line of JSON. */
export interface LineProcess {
  /** Sends a request. Rejects when the process ends, or when there is no answer in time. */
  ask(request: unknown): Promise<unknown>;
  /** The next line it writes by itself. */
  next(): Promise<unknown>;
  close(): void;
}

const PATIENCE_MS = 30_000;

/** Starts a process. What it writes to its error output is given when it ends before it has answered. */
export function startLines(command: string, args: readonly string[], env: Readonly<Record<string, string>>): LineProcess {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let noise = '';
  child.stderr.on('data', (text: Buffer) => (noise = `${noise}${text.toString()}`.slice(-4000)));
  const waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];
  const early: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const first = waiting.shift();
    if (first === undefined) early.push(line);
    else first.resolve(JSON.parse(line));
  });
  const stopped = (): void => {
    for (const one of waiting.splice(0)) one.reject(new Error(`${args.join(' ')} ended:\n${noise}`));
  };
  child.on('close', stopped);
  child.on('error', stopped);
  const next = (): Promise<unknown> => {
    const line = early.shift();
    if (line !== undefined) return Promise.resolve(JSON.parse(line));
    return inTime(child, (resolve, reject) => waiting.push({ resolve, reject }));
  };
  return {
    next,
    ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return next();
    },
    close: () => child.stdin.end(),
  };
}

type Settle = (resolve: (value: unknown) => void, reject: (error: Error) => void) => void;

/** One that does not answer is stopped: what comes later would be taken for the answer to another request. */
function inTime(child: ChildProcess, settle: Settle): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`));
    }, PATIENCE_MS);
    settle(
      (value) => (clearTimeout(timer), resolve(value)),
      (error) => (clearTimeout(timer), reject(error)),
    );
  });
}
