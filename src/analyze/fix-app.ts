import { posix } from 'node:path';
import { editFile } from '../edit/edit.ts';
import type { TextEdit } from '../edit/edit.ts';
import type { Change } from '../model/change.ts';
import type { AppReport } from '../model/report.ts';
import { readingOf } from './begin.ts';
import type { JudgeSettings, TemplateOutcome } from './begin.ts';
import { CHECKS } from '../checks/index.ts';
import { readTextFile, realPath, withFiles } from '../readers/files.ts';
import type { AppPlace } from '../readers/files.ts';
import { readFound } from '../readers/load.ts';
import type { FoundTemplate } from '../readers/find-apps.ts';
import type { SourceFile } from '../util/span.ts';
import type { AppliedFix, RejectedFix } from '../model/fix-run.ts';
import type { AppFixes, Attempt, FixChoice, FixedFile } from './fix-types.ts';
import { sourcesIn } from './behaviors.ts';
import type { AppSources } from './behaviors.ts';
import { placeToWrite } from './fix-place.ts';
import { judgeApp } from './judge.ts';
import type { JudgedApp } from './judge.ts';
import { whyNotBetter } from './fix-verdict.ts';

/** An app as it stands with the edits accepted so far. */
interface State {
  readonly texts: ReadonlyMap<string, string>;
  readonly outcome: TemplateOutcome;
  readonly judged: JudgedApp | null;
}

type Tried =
  | { readonly ok: true; readonly state: State; readonly files: readonly EditedFile[] }
  | { readonly ok: false; readonly reason: string; readonly blamed: readonly Attempt[] };

interface EditedFile {
  readonly path: string;
  readonly shown: string;
  readonly before: string | null;
  readonly text: string;
  readonly edits: readonly TextEdit[];
  readonly names: readonly string[];
}

/** Most rounds of mending, and most readings of the app, before the rest is left as it is. */
const MOST_ROUNDS = 12;
const MOST_READINGS = 120;

/** Mends the findings of one app: as many at once as go together, every set of edits judged by all checks before it is kept. */
export class AppFixer {
  readonly #template: FoundTemplate;
  readonly #settings: JudgeSettings;
  readonly #choice: FixChoice;
  readonly #applied: AppliedFix[] = [];
  readonly #rejected = new Map<string, RejectedFix>();
  readonly #files = new Map<string, FixedFile>();
  #folder = '';
  #readings = 0;
  /** The source files as some edits leave them: most edits are of templates alone. */
  #sources: { readonly edited: string; readonly files: AppSources } | null = null;

  constructor(template: FoundTemplate, settings: JudgeSettings, choice: FixChoice) {
    this.#template = template;
    this.#settings = settings;
    this.#choice = choice;
  }

  run(): { readonly before: TemplateOutcome; readonly after: TemplateOutcome; readonly fixes: AppFixes | null } {
    const first = this.#read(this.#choice.given);
    let state = first;
    for (let round = 0; round < MOST_ROUNDS && this.#readings < MOST_READINGS; round++) {
      const next = this.#settle(state, inTurn(this.#attempts(state)));
      if (next === state) break;
      state = next;
    }
    const report: AppReport | undefined = state.outcome.app;
    if (report === undefined) return { before: first.outcome, after: state.outcome, fixes: null };
    const fixes = {
      root: report.root,
      applied: this.#applied,
      rejected: [...this.#rejected.values()],
      files: [...this.#files.values()].filter(({ before, text }) => before !== text),
    };
    return { before: first.outcome, after: state.outcome, fixes };
  }

  #attempts(state: State): Attempt[] {
    const { judged } = state;
    if (judged === null) return [];
    return judged.report.findings.flatMap((finding) => {
      const fix = judged.fixes.get(finding.fingerprint);
      if (fix === undefined || finding.suppressed !== null || !this.#choice.isWanted(finding)) return [];
      if (this.#rejected.has(finding.fingerprint) || (this.#choice.safeOnly && fix.safety !== 'safe')) return [];
      return [{ finding, fix }];
    });
  }

  /** Keeps as many of the attempts as prove right. Those that fail in company are tried again alone, with what the others left. */
  #settle(state: State, attempts: readonly Attempt[]): State {
    if (attempts.length === 0 || this.#readings >= MOST_READINGS) return state;
    const tried = this.#try(state, attempts);
    if (tried.ok) {
      this.#keep(attempts, tried.files);
      return tried.state;
    }
    if (attempts.length === 1) {
      const [{ finding, fix }] = attempts as [Attempt];
      this.#rejected.set(finding.fingerprint, { finding, title: fix.title, reason: tried.reason });
      return state;
    }
    const isSplit = tried.blamed.length > 0 && tried.blamed.length < attempts.length;
    const late = isSplit ? tried.blamed : attempts.slice(attempts.length >> 1);
    const early = attempts.filter((attempt) => !late.includes(attempt));
    const next = this.#settle(state, early);
    return this.#settle(next, this.#renewed(next, late));
  }

  /** The same findings with the edits that the present text asks for; those already mended are left out. */
  #renewed(state: State, attempts: readonly Attempt[]): Attempt[] {
    const wanted = new Set(attempts.map(({ finding }) => finding.fingerprint));
    return this.#attempts(state).filter(({ finding }) => wanted.has(finding.fingerprint));
  }

  #try(state: State, attempts: readonly Attempt[]): Tried {
    const edited = this.#edit(state, attempts);
    if (!edited.ok) return edited;
    const texts = new Map(state.texts);
    for (const { path, text } of edited.files) texts.set(path, text);
    const next = this.#read(texts);
    const trouble = whyNotBetter(state, next, attempts);
    return trouble === null ? { ok: true, state: next, files: edited.files } : { ok: false, ...trouble };
  }

  #edit(state: State, attempts: readonly Attempt[]): { ok: true; files: EditedFile[] } | Extract<Tried, { ok: false }> {
    const byFile = new Map<SourceFile, { change: Change; attempt: Attempt }[]>();
    const files: EditedFile[] = [];
    for (const attempt of attempts) {
      for (const change of attempt.fix.changes) {
        if (change.kind === 'create') {
          const made = this.#create(state, { change, attempt }, files);
          if (made !== null) return made;
          continue;
        }
        const same = byFile.get(change.file);
        if (same === undefined) byFile.set(change.file, [{ change, attempt }]);
        else same.push({ change, attempt });
      }
    }
    for (const [source, wanted] of byFile) {
      const result = editFile(
        source,
        wanted.map(({ change }) => change),
      );
      if (!result.ok) return refused(result.reason, wanted[result.change]!.attempt);
      if (result.edits.length === 0) continue;
      const path = this.#pathOf(source.path);
      const shut = this.#choice.whyNot(path, source.path);
      if (shut !== null) return { ok: false, reason: shut, blamed: wanted.map(({ attempt }) => attempt) };
      const names = wanted.map(({ attempt }) => nameOf(attempt));
      files.push({ path, shown: source.path, before: source.text, text: result.text, edits: result.edits, names });
    }
    if (files.length === 0) return { ok: false, reason: 'its edit changes nothing', blamed: [] };
    return { ok: true, files };
  }

  #create(
    state: State,
    { change, attempt }: { change: Extract<Change, { kind: 'create' }>; attempt: Attempt },
    files: EditedFile[],
  ): Extract<Tried, { ok: false }> | null {
    const shown = posix.join(posix.dirname(change.file.path), change.name);
    const path = this.#pathOf(shown);
    const there = withFiles(state.texts, () => readTextFile(path));
    const planned = files.find((file) => file.path === path)?.text ?? (there.ok ? there.text : undefined);
    if (planned === change.text) return null;
    const isAnew = planned !== undefined && planned === change.replaces && !files.some((file) => file.path === path);
    if ((planned !== undefined && !isAnew) || (!there.ok && !there.missing)) return refused(`${change.name} is there already`, attempt);
    const shut = this.#choice.whyNot(path, shown);
    if (shut !== null) return refused(shut, attempt);
    const before = isAnew ? planned : null;
    const edits = [{ start: 0, end: before?.length ?? 0, old: before ?? '', text: change.text, causes: [0] }];
    files.push({ path, shown, before, text: change.text, edits, names: [nameOf(attempt)] });
    return null;
  }

  /** The absolute path, links followed, of a path relative to the app's folder. */
  #pathOf(shown: string): string {
    return placeToWrite(this.#folder, shown);
  }

  #keep(attempts: readonly Attempt[], files: readonly EditedFile[]): void {
    for (const { finding, fix } of attempts) {
      this.#applied.push({ finding, safety: fix.safety, title: fix.title, todo: fix.todo ?? [] });
    }
    for (const { path, shown, before, text, edits, names } of files) {
      const known = this.#files.get(path);
      const rounds = [...(known?.rounds ?? []), { edits, names }];
      this.#files.set(path, { path, shown: known?.shown ?? shown, before: known === undefined ? before : known.before, text, rounds });
    }
  }

  #sourcesWith(texts: ReadonlyMap<string, string>, place: AppPlace): AppSources {
    const templates = [realPath(this.#template.candidate.path), ...this.#template.nests];
    const edited = JSON.stringify([...texts].filter(([path]) => !templates.includes(path)));
    if (this.#sources?.edited !== edited) this.#sources = { edited, files: sourcesIn(place) };
    return this.#sources.files;
  }

  #read(texts: ReadonlyMap<string, string>): State {
    this.#readings++;
    const { candidate, isRoot, nests } = this.#template;
    const text = texts.get(realPath(candidate.path)) ?? candidate.text;
    const { config, baseline, options } = this.#settings;
    let judged: JudgedApp | null = null;
    const outcome = withFiles(texts, () =>
      readFound(
        { candidate: { ...candidate, text }, isRoot, nests, read: undefined, seen: undefined },
        readingOf(this.#settings),
        (app) => {
          this.#folder = app.folder;
          const judging = { checks: CHECKS, config, baseline, today: options.today, withEdits: false };
          judged = judgeApp(app, judging, this.#sourcesWith(texts, app));
          return judged.report;
        },
      ),
    );
    return { texts, outcome, judged };
  }
}

/** Those that no other waits before: where the check of one has its `after`, the others are mended first. */
function inTurn(attempts: readonly Attempt[]): readonly Attempt[] {
  const open = new Set(attempts.map(({ finding }) => finding.check));
  const first = attempts.filter(({ finding }) => !CHECKS.find(({ id }) => id === finding.check)?.fix?.after?.some((id) => open.has(id)));
  // Checks that wait for one another wait for nothing.
  return first.length > 0 ? first : attempts;
}

function refused(reason: string, attempt: Attempt): Extract<Tried, { ok: false }> {
  return { ok: false, reason, blamed: [attempt] };
}

function nameOf({ finding, fix }: Attempt): string {
  return `${finding.check} (${fix.safety})`;
}
