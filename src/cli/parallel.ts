import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { judgeOf, startAnalysis } from '../analyze.ts';
import type { AnalyzeOptions, TemplateOutcome } from '../analyze.ts';
import type { Report } from '../model/report.ts';
import { withSources } from './revive.ts';
import { taken } from './share.ts';
import type { Judged, Share } from './share.ts';

/** Fewer templates are judged sooner than a thread has loaded its code and V8 has made it fast. */
const FEWEST_TEMPLATES = 100;
/** Each thread has a heap of its own; with more of them a run would take more memory than it saves time. */
const MOST_THREADS = 3;
/** Most of what judging an app makes is garbage at once: a small nursery takes a little more time and much less memory. */
const YOUNG_MEGABYTES = 8;

/**
 * As `analyze`, with the templates shared out among threads where there are many: each thread takes the next one that nobody
 * has taken. The report is that of one thread. What is thrown in a thread is thrown here.
 */
export async function analyzeInParallel(paths: readonly string[], options: AnalyzeOptions): Promise<Report> {
  const { templates, settings, report } = startAnalysis(paths, options);
  const judge = judgeOf(settings);
  // A tree that was read already does not travel.
  const shareable = [...templates.keys()].filter((i) => templates[i]!.read === undefined);
  const threads = shareable.length < FEWEST_TEMPLATES ? 1 : Math.min(MOST_THREADS, availableParallelism());
  if (threads < 2) return report(templates.map(judge));
  // This thread's nursery stays small as well.
  setFlagsFromString('--semi-space-growth-factor=1');
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const share: Share = { settings, next, templates: shareable.map((i) => ({ index: i, template: templates[i]! })) };
  const outcomes: TemplateOutcome[] = [];
  const helpers = startHelpers(threads - 1, share, outcomes);
  try {
    for (const [i, template] of templates.entries()) if (template.read !== undefined) outcomes[i] = judge(template);
    for (const { index, template } of taken(share)) outcomes[index] = judge(template);
    await helpers.finished;
  } finally {
    helpers.stop();
  }
  return report(outcomes);
}

interface Helpers {
  readonly finished: Promise<unknown>;
  stop(): void;
}

function startHelpers(count: number, share: Share, outcomes: TemplateOutcome[]): Helpers {
  const workers = Array.from(
    { length: count },
    () => new Worker(workerFile(), { workerData: share, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } }),
  );
  const finished = Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          worker.on('message', ({ index, outcome }: Judged) => {
            outcomes[index] = withSources(outcome);
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
