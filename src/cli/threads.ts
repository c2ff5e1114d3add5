import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { TemplateOutcome } from '../analyze/begin.ts';
import { withSources } from './revive.ts';
import type { Judged, Share } from './share.ts';

/** Fewer templates are judged sooner than a thread has loaded its code and V8 has made it fast. */
const FEWEST_TEMPLATES = 100;
/** Each thread has a heap of its own; with more of them a run would take more memory than it saves time. */
const MOST_THREADS = 3;
/** Most of what judging an app makes is garbage at once, and a nursery that grows too far takes memory and saves little time. */
const YOUNG_MEGABYTES = 12;
/**
 * V8's settings for heaps of which there are several: nurseries stay as they are, and a heap may grow by so much over what is alive before
 * it is cleaned; V8 alone would let it double. Compiled code that was kept belongs to the settings under which it was, so they are set once
 * all threads have loaded theirs, and set back before this thread keeps its own.
 */
const BOUNDS = [
  { name: '--semi-space-growth-factor', bound: 1, usual: 2 },
  { name: '--heap-growing-percent', bound: 30, usual: 0 },
] as const;

/** Lets the heaps of all threads grow no further than several may, or as V8 would have it. */
export function boundHeaps(isBound: boolean): void {
  for (const { name, bound, usual } of BOUNDS) setFlagsFromString(`${name}=${isBound ? bound : usual}`);
}

/** Threads besides this one. They load casemate's code at once; what they judge is told to them later. */
export interface Threads {
  readonly count: number;
  /** Lets them judge what nobody has taken of a share, and tells each outcome. What is thrown in a thread is thrown here. */
  judge(share: Share, tell: (index: number, outcome: TemplateOutcome) => void): Promise<unknown>;
  stop(): void;
}

/** Starts threads for so many templates; null where they are few, or the machine has one processor. */
export function startThreads(templates: number): Threads | null {
  const count = templates < FEWEST_TEMPLATES ? 0 : Math.min(MOST_THREADS, availableParallelism()) - 1;
  if (count === 0) return null;
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
  const workers = Array.from({ length: count }, () => new Worker(workerFile(), { resourceLimits }));
  const ends = workers.map(endOf);
  return {
    count,
    judge: (share, tell): Promise<unknown> => {
      for (const worker of workers) {
        worker.on('message', ({ index, outcome }: Judged) => tell(index, withSources(outcome)));
        worker.postMessage(share, []);
      }
      return heardLater(Promise.all(ends));
    },
    stop: (): void => {
      for (const worker of workers) void worker.terminate();
    },
  };
}

function endOf(worker: Worker): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a thread ended with exit code ${code}`));
    });
  });
  return heardLater(end);
}

/** An error is told where the end is awaited, after this thread's own share. */
function heardLater<T>(end: Promise<T>): Promise<T> {
  end.catch(() => {});
  return end;
}

/** The file that a thread starts with: beside the bundle, or the source. */
function workerFile(): string {
  const bundled = join(import.meta.dirname, 'worker.cjs');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'worker.ts');
}
