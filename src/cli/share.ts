import { judgeOf, prepare } from '../analyze.ts';
import type { JudgeSettings, TemplateOutcome } from '../analyze.ts';
import type { FoundTemplate } from '../readers/load.ts';
import { withSources } from './revive.ts';

/** What threads share out among themselves. */
export interface Share {
  readonly settings: JudgeSettings;
  /** Shared memory: how many of the templates were taken. */
  readonly next: Int32Array;
  readonly templates: readonly Numbered[];
}

interface Numbered {
  /** Its place among all templates of the run. */
  readonly index: number;
  readonly template: FoundTemplate;
}

/** A template's outcome, as a thread sends it. */
export interface Judged {
  readonly index: number;
  readonly outcome: TemplateOutcome;
}

/** The templates that no other thread has taken, each taken when it is asked for. */
export function* taken({ next, templates }: Share): Generator<Numbered> {
  for (let i = Atomics.add(next, 0, 1); i < templates.length; i = Atomics.add(next, 0, 1)) yield templates[i]!;
}

/** Judges what a thread gets of the share, and tells each outcome. */
export async function judgeShare(share: Share, tell: (judged: Judged) => void): Promise<void> {
  await prepare();
  const judge = judgeOf(withSources(share.settings));
  for (const { index, template } of taken(share)) tell({ index, outcome: judge(template) });
}
