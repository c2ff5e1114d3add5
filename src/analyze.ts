import type { Check } from './model/check.ts';
import type { Report, RuleInfo } from './model/report.ts';
import { prepareBehaviors } from './analyze/behaviors.ts';
import { beginAnalysis, chosenOf, readingOf } from './analyze/begin.ts';
import type { AnalyzeOptions, JudgeSettings, TemplateOutcome } from './analyze/begin.ts';
import { judgeApp } from './analyze/judge.ts';
import { CHECKS } from './checks/index.ts';
import { NO_DRIFT, driftOf } from './readers/drift-files.ts';
import type { FoundDrift } from './readers/drift-files.ts';
import type { FoundTemplate } from './readers/find-apps.ts';
import { readFound, readNesting } from './readers/load.ts';
import { keepLooks } from './readers/looks.ts';

export type { AnalyzeOptions } from './analyze/begin.ts';
export { PythonNotLoaded } from './behavior/python/prepare.ts';

/** Loads what the synchronous core needs. Call once before `analyze`. */
export async function prepare(): Promise<void> {
  await prepareBehaviors();
}

/** Reads every app under the paths, judges it, and reports. Never throws for bad input, which is in `problems`; throws for code in Python where `prepare` was not called. */
export function analyze(paths: readonly string[], options: AnalyzeOptions): Report {
  const stop = keepLooks();
  try {
    const { templates, settings, report } = startAnalysis(paths, options);
    return report(templates.map(judgeOf(settings)));
  } finally {
    stop();
  }
}

/** An analysis whose templates are found and not yet judged. */
export interface Analysis {
  readonly templates: readonly FoundTemplate[];
  readonly settings: JudgeSettings;
  /** The report of the outcomes of all templates, in their order. */
  readonly report: (outcomes: readonly TemplateOutcome[]) => Report;
}

/** Begins an analysis, for callers that judge the templates themselves: `judgeOf` judges each. */
export function startAnalysis(paths: readonly string[], options: AnalyzeOptions): Analysis {
  const { settings, discovery, report } = beginAnalysis(paths, options);
  const search = discovery.search(readNesting);
  return { templates: search.templates, settings, report: (outcomes) => report({ search, outcomes, rules: allRules() }) };
}

/** What judges templates under some settings. */
export function judgeOf(settings: JudgeSettings): (template: FoundTemplate) => TemplateOutcome {
  const { config, baseline, options } = settings;
  const judging = { checks: chosenOf(CHECKS, options), config, baseline, today: options.today, withEdits: options.withEdits ?? false };
  const reading = readingOf(settings);
  const given = { cwd: options.cwd, drift: options.drift ?? [], config };
  if (given.drift.length === 0 && Object.keys(config.stacks).length === 0) {
    return (template) => readFound(template, reading, (app) => judgeApp(app, judging).report);
  }
  return (template) => {
    let found: FoundDrift = NO_DRIFT;
    const outcome = readFound(template, reading, (app) => {
      found = driftOf(app, template.candidate.path, given);
      return judgeApp(app, { ...judging, drift: found.drift }).report;
    });
    return { app: outcome.app, problems: [...outcome.problems, ...found.problems], drift: found.used };
  };
}

/** All checks, as reporters need them. */
export function allRules(): readonly RuleInfo[] {
  return CHECKS.map(ruleOf);
}

function ruleOf({ id, title, practices, severity, promise, proves, remedy, sources }: Check): RuleInfo {
  return { id, title, practices, severity, promise, proves: proves ?? null, remedy, sources };
}
