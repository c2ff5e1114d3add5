import { realPath } from '../readers/files.ts';
import type { FoundTemplate } from '../readers/find-apps.ts';
import { startAnalysis } from '../analyze.ts';
import type { AnalyzeOptions } from '../analyze.ts';
import type { ReadProblem, Report } from '../model/report.ts';
import { AppFixer } from './fix-app.ts';
import { whyOutside } from './fix-place.ts';
import type { AppFixes, FixChoice } from './fix-types.ts';

/** What to fix, and how far. */
export interface FixOptions extends AnalyzeOptions {
  /** Only edits that are safe. */
  readonly safeOnly: boolean;
  /** Only the findings with these fingerprints; null: all. */
  readonly only: ReadonlySet<string> | null;
}

/** What `casemate fix` found to do. Nothing is written yet. */
export interface FixRun {
  readonly before: Report;
  /** The same apps as they are judged with the edits. */
  readonly after: Report;
  readonly apps: readonly AppFixes[];
  readonly problems: readonly ReadProblem[];
}

/** Works out the edits for the apps under the paths, each proved by judging the app again with it. Writes nothing. */
export function fixApps(paths: readonly string[], options: FixOptions): FixRun {
  // All checks judge every edit, whichever findings are to be mended.
  const { templates, settings, report } = startAnalysis(paths, { ...options, checks: [], practices: [] });
  const before = [];
  const after = [];
  const apps: AppFixes[] = [];
  const uses = usesOf(templates);
  const asked = [...new Set(templates.map(({ candidate }) => candidate.within))];
  // Apps of one tree may share sources: each sees what was edited for those before it, and leaves that as it is.
  const given = new Map<string, string>();
  for (const template of templates) {
    const fixer = new AppFixer(template, settings, choiceOf(options, { uses, asked, given: new Map(given) }));
    const outcome = fixer.run();
    for (const { path, text } of outcome.fixes?.files ?? []) given.set(path, text);
    before.push(outcome.before);
    after.push(outcome.after);
    if (outcome.fixes !== null) apps.push(outcome.fixes);
  }
  const first = report(before);
  return { before: first, after: report(after), apps, problems: first.problems };
}

interface Surroundings {
  /** How many apps each template is part of. */
  readonly uses: ReadonlyMap<string, number>;
  /** The folders that were asked about. */
  readonly asked: readonly string[];
  /** Texts that were given to files for other apps. */
  readonly given: ReadonlyMap<string, string>;
}

function choiceOf(options: FixOptions, { uses, asked, given }: Surroundings): FixChoice {
  return {
    isWanted: (finding) =>
      (options.checks.length === 0 || options.checks.includes(finding.check)) &&
      (options.practices.length === 0 || options.practices.includes(finding.practice)) &&
      (options.only === null || options.only.has(finding.fingerprint)),
    safeOnly: options.safeOnly,
    given,
    whyNot: (path, shown) => {
      if ((uses.get(path) ?? 0) > 1) return `${shown} is part of several apps`;
      const outside = whyOutside(asked, path, shown);
      if (outside !== null) return outside;
      return given.has(path) ? `${shown} was edited for another app in this run: look at that edit, then run fix again` : null;
    },
  };
}

/** How many apps each template is part of, by its path with every link followed. */
function usesOf(templates: readonly FoundTemplate[]): Map<string, number> {
  const byPath = new Map(templates.map((template) => [realPath(template.candidate.path), template]));
  const uses = new Map<string, number>();
  for (const root of templates.filter(({ isRoot }) => isRoot)) {
    const reached = new Set<string>();
    const open = [realPath(root.candidate.path)];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (reached.has(path)) continue;
      reached.add(path);
      open.push(...(byPath.get(path)?.nests ?? []));
    }
    for (const path of reached) uses.set(path, (uses.get(path) ?? 0) + 1);
  }
  return uses;
}
