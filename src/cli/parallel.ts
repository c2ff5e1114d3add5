import type { TemplateOutcome } from '../analyze/begin.ts';
import { judgeIn, taken } from './share.ts';
import type { Numbered, Share, ShareSettings } from './share.ts';
import { boundHeaps } from './threads.ts';
import type { Threads } from './threads.ts';

/** Templates after which this thread's nursery is as large as it should be. */
const GROWN_AFTER = 4;

/** Who judges besides this thread, and what hears of each outcome. */
export interface Others {
  /** Null: nobody. */
  readonly threads: Threads | null;
  readonly tell: (index: number, outcome: TemplateOutcome) => void;
}

/** Judges templates and tells each outcome, shared out among the threads that there are: each takes the next one that nobody has taken. */
export async function judgeAll(templates: readonly Numbered[], settings: ShareSettings, { threads, tell }: Others): Promise<void> {
  // A tree that was read already does not travel.
  const shareable = templates.filter(({ template }) => template.read === undefined);
  const share: Share = { ...settings, next: shared(), loaded: shared(), templates: shareable };
  const finished = threads?.judge(share, tell);
  const judge = await judgeIn(settings);
  const judged = async ({ index, template }: Numbered): Promise<void> => tell(index, await judge(template));
  for (const one of templates) if (one.template.read !== undefined) await judged(one);
  let own = 0;
  let isBound = false;
  for (const one of taken(share)) {
    await judged(one);
    own += 1;
    if (threads === null || isBound || own < GROWN_AFTER || Atomics.load(share.loaded, 0) < threads.count) continue;
    boundHeaps((isBound = true));
  }
  await finished;
  if (isBound) boundHeaps(false);
}

/** A number in memory that threads share. */
function shared(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
