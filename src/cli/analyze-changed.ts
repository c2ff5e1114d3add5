import { beginAnalysis } from '../analyze/begin.ts';
import type { AnalyzeOptions, TemplateOutcome } from '../analyze/begin.ts';
import type { Report } from '../model/report.ts';
import type { NestingReader } from '../readers/find-apps.ts';
import { keepLooks } from '../readers/looks.ts';
import { KeptOutcomes } from './kept-outcomes.ts';
import type * as Judging from './judging.ts';
import { startThreads } from './threads.ts';
import type { Threads } from './threads.ts';

/**
 * As `analyze`, with the outcomes of an earlier run for templates that nothing has changed for, and the others shared out among threads
 * where there are many. The report is that of judging all of them. Where nothing is to be judged, no check is loaded. `build`: what tells
 * this casemate from others, whose outcomes it does not take; undefined: nothing is taken, and nothing kept.
 */
export async function analyzeChanged(paths: readonly string[], options: AnalyzeOptions, build: string | undefined): Promise<Report> {
  const stop = keepLooks();
  let threads: Threads | null = null;
  try {
    const { settings, discovery, report } = beginAnalysis(paths, options);
    const kept = build === undefined ? null : new KeptOutcomes(settings, build);
    // What is surely judged can wait for threads that load while this one reads on.
    if (kept === null) threads = startThreads(discovery.found);
    const search = discovery.search(discovery.mayNest ? (await judging()).readNesting : nothingNested);
    const { templates } = search;
    const outcomes = templates.map((template) => {
      const outcome = kept?.recall(template);
      // Nobody will ask for its tree.
      if (outcome !== undefined) template.read = undefined;
      return outcome;
    });
    const open = templates.map((template, index) => ({ index, template })).filter(({ index }) => outcomes[index] === undefined);
    const unchanged = outcomes.filter((outcome) => outcome?.app !== undefined).length;
    const known = kept?.rules();
    let rules = known;
    if (open.length > 0 || rules === undefined) {
      threads ??= startThreads(open.length);
      const { allRules, judgeAll } = await judging();
      rules = allRules();
      const tell = (index: number, outcome: TemplateOutcome): void => {
        outcomes[index] = outcome;
      };
      await judgeAll(open, { settings, build, hasPython: discovery.hasPython }, { threads, tell });
      if (known === undefined) kept?.keepRules(rules);
      kept?.tidy(open.length);
    }
    hasReport = threads === null;
    return report({ search, outcomes: outcomes as TemplateOutcome[], rules, unchanged });
  } finally {
    threads?.stop();
    stop();
  }
}

let hasReport = false;

/**
 * Whether an analysis of not very many apps came to its end, however much of its input could be read. Very many use nearly all code there is:
 * kept, it would make each later start slower than it makes such a run faster (0.04 s of 0.17, against 0.2 of 3).
 */
export function hasAnalyzedFew(): boolean {
  return hasReport;
}

/** What judges: most of casemate's code. */
async function judging(): Promise<typeof Judging> {
  return await import('./judging.ts');
}

const nothingNested: NestingReader = () => undefined;
