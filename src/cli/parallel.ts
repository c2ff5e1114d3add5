import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { TemplateOutcome } from '../analyze/begin.ts';
import { withSources } from './revive.ts';
import { judgeIn, taken } from './share.ts';
import type { Judged, Numbered, Share, ShareSettings } from './share.ts';

/** Fewer templates are judged sooner than a thread has loaded its code and V8 has made it fast. */
const FEWEST_TEMPLATES = 100;
/** Each thread has a heap of its own; with more of them a run would take more memory than it saves time. */
const MOST_THREADS = 3;
/**
 * Most of what judging an app makes is garbage at once: nurseries that do not grow take a little more time and much less memory. Each thread
 * has three halves of this size; V8 would begin with one megabyte, and stop the thread five times as often.
 */
const NURSERY_MEGABYTES = 8;

/**
 * Judges templates and tells each outcome, shared out among threads where there are many: each thread takes the next one that nobody
 * has taken. What is thrown in a thread is thrown here.
 */
export async function judgeAll(
  templates: readonly Numbered[],
  settings: ShareSettings,
  tell: (index: number, outcome: TemplateOutcome) => void,
): Promise<void> {
  const judge = await judgeIn(settings);
  const judged = async ({ index, template }: Numbered): Promise<void> => tell(index, await judge(template));
  // A tree that was read already does not travel.
  const shareable = templates.filter(({ template }) => template.read === undefined);
  const threads = shareable.length < FEWEST_TEMPLATES ? 1 : Math.min(MOST_THREADS, availableParallelism());
  if (threads < 2) {
    for (const one of templates) await judged(one);
    return;
  }
  // What is set first is for the threads that start from now on; this one has begun, and stays as it is.
  setFlagsFromString(`--min-semi-space-size=${NURSERY_MEGABYTES}`);
  setFlagsFromString('--semi-space-growth-factor=1');
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const share: Share = { ...settings, next, templates: shareable };
  const helpers = startHelpers(threads - 1, share, tell);
  try {
    for (const one of templates) if (one.template.read !== undefined) await judged(one);
    for (const one of taken(share)) await judged(one);
    await helpers.finished;
  } finally {
    helpers.stop();
  }
}

interface Helpers {
  readonly finished: Promise<unknown>;
  stop(): void;
}

function startHelpers(count: number, share: Share, tell: (index: number, outcome: TemplateOutcome) => void): Helpers {
  const workers = Array.from(
    { length: count },
    () => new Worker(workerFile(), { workerData: share, resourceLimits: { maxYoungGenerationSizeMb: 3 * NURSERY_MEGABYTES } }),
  );
  const finished = Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          worker.on('message', ({ index, outcome }: Judged) => {
            tell(index, withSources(outcome));
          });
          worker.on('error', reject);
          worker.on('exit', (code) => {
            if (code === 0) resolve();
            else reject(new Error(`a thread ended with exit code ${code}`));
          });
        }),
    ),
  );
  // An error is told where the end is awaited, after this thread's own share.
  finished.catch(() => {});
  return {
    finished,
    stop: (): void => {
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** The file that a thread starts with: beside the bundle, or the source. */
function workerFile(): string {
  const bundled = join(import.meta.dirname, 'worker.cjs');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'worker.ts');
}
