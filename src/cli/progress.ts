import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Cells of the shared memory: who came first, and whether the line is on the screen. */
const TURN = 0;
const SHOWN = 1;
const WORKER_FIRST = 1;
const DONE_FIRST = 2;

// The analysis holds the main thread, so a timer there would never fire; a thread that waits does.
const WORKER = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const cells = new Int32Array(workerData.shared);
if (Atomics.wait(cells, ${TURN}, 0, workerData.patience) === 'timed-out' && Atomics.compareExchange(cells, ${TURN}, 0, ${WORKER_FIRST}) === 0) {
  writeSync(2, workerData.line);
  Atomics.store(cells, ${SHOWN}, 1);
  Atomics.notify(cells, ${SHOWN});
}`;

/** Shows a line on the standard error once `patience` milliseconds are over; the function it gives takes the line away. */
export function showProgress(line: string, patience: number): () => void {
  const shared = new SharedArrayBuffer(8);
  const cells = new Int32Array(shared);
  const worker = new Worker(WORKER, { eval: true, workerData: { shared, line, patience } });
  worker.unref();
  // A machine that cannot start a thread goes without the line.
  worker.on('error', () => {});
  return () => {
    if (Atomics.compareExchange(cells, TURN, 0, DONE_FIRST) === WORKER_FIRST) {
      if (Atomics.load(cells, SHOWN) === 0) Atomics.wait(cells, SHOWN, 0, 100);
      writeSync(2, '\r\u001B[K');
    }
    Atomics.notify(cells, TURN);
  };
}
