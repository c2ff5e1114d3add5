const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Holds back the signals that end a program until the work is done that must not stop halfway. Without a listener a signal ends Node
 * at once, even within synchronous code; with one it waits for the event loop. Gives what lets them through again.
 */
export function holdSignals(): () => void {
  if (holders++ === 0) for (const signal of SIGNALS) process.on(signal, hold);
  return () => {
    // Signals that came meanwhile are told before the next immediates run; nothing that must not stop halfway runs then.
    setImmediate(() => {
      if (--holders > 0 && held === undefined) return;
      for (const signal of SIGNALS) process.off(signal, hold);
      if (held !== undefined) process.kill(process.pid, held);
    });
  };
}

let holders = 0;
let held: (typeof SIGNALS)[number] | undefined;

function hold(signal: NodeJS.Signals): void {
  held = SIGNALS.find((name) => name === signal);
}
