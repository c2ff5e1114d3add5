import { PythonNotLoaded, judgeOf, prepare } from '../analyze.ts';
import type { JudgeSettings, TemplateOutcome } from '../analyze/begin.ts';
import type { FoundTemplate } from '../readers/find-apps.ts';
import { keepLooks } from '../readers/looks.ts';
import { KeptOutcomes } from './kept-outcomes.ts';
import { withSources } from './revive.ts';

/** How templates are judged in every thread. */
export interface ShareSettings {
  readonly settings: JudgeSettings;
  /** What tells this casemate from others where outcomes are kept; undefined where they are not. */
  readonly build: string | undefined;
  /** Whether Python is likely to be met, so that its parser is loaded ahead. */
  readonly hasPython: boolean;
}

/** What threads share out among themselves. */
export interface Share extends ShareSettings {
  /** Shared memory: how many of the templates were taken. */
  readonly next: Int32Array;
  /** Shared memory: how many threads have loaded their code. */
  readonly loaded: Int32Array;
  readonly templates: readonly Numbered[];
}

/** A template, and its place among all templates of the run. */
export interface Numbered {
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

/** What judges templates and keeps their outcomes. An app that turns out to have Python waits for its parser, and is begun again. */
export async function judgeIn(share: ShareSettings): Promise<(template: FoundTemplate) => Promise<TemplateOutcome>> {
  if (share.hasPython) await prepare();
  const judge = judgeOnce(share);
  return async (template) => {
    try {
      return judge(template);
    } catch (error) {
      if (!(error instanceof PythonNotLoaded)) throw error;
      await prepare();
      return judge(template);
    }
  };
}

function judgeOnce({ settings, build }: ShareSettings): (template: FoundTemplate) => TemplateOutcome {
  const judge = judgeOf(settings);
  if (build === undefined) return judge;
  const kept = new KeptOutcomes(settings, build);
  return (template) => kept.judge(template, judge);
}

/** Judges what a thread gets of the share, and tells each outcome. */
export async function judgeShare(share: Share, tell: (judged: Judged) => void): Promise<void> {
  const stop = keepLooks();
  const judge = await judgeIn({ ...share, settings: withSources(share.settings) });
  Atomics.add(share.loaded, 0, 1);
  for (const { index, template } of taken(share)) tell({ index, outcome: await judge(template) });
  stop();
}
