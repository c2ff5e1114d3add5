import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JudgeSettings, TemplateOutcome } from '../analyze/begin.ts';
import type { RuleInfo } from '../model/report.ts';
import type { FoundTemplate } from '../readers/find-apps.ts';
import { digestOfAnswer, recordLooks } from '../readers/looks.ts';
import type { Seen } from '../readers/looks.ts';
import { digestOf } from '../util/digest.ts';
import { SourceFile } from '../util/span.ts';
import { chancesNoted } from '../util/steady.ts';
import { VERSION } from '../util/version.ts';
import { cacheFolder } from './cache-folder.ts';
import { KeptFiles } from './kept-files.ts';
import { lookAgain, readBack, written } from './look-again.ts';
import { plainOf, withFiles } from './plain-outcome.ts';

/**
 * What came of templates in earlier runs. An outcome is kept with every look at the file system that reading and judging its app made, and
 * is taken only when each of them, made again, is answered alike: it is then what judging would give once more.
 */
export class KeptOutcomes {
  readonly #files: KeptFiles;
  readonly #build: string;
  readonly #settings: string;
  readonly #names: string;

  /** `build`: what tells this casemate from others. */
  constructor(settings: JudgeSettings, build: string, files: KeptFiles = new KeptFiles(cacheFolder(), 'outcomes')) {
    const { options, config, baseline } = settings;
    this.#files = files;
    this.#build = build;
    this.#settings = digestOf(JSON.stringify([build, options, config, [...baseline].toSorted()]));
    // Tomorrow's outcome takes the place of today's.
    this.#names = JSON.stringify({ ...options, today: '' });
  }

  /** The outcome of a template that nothing has changed for; undefined when it must be judged. Only while looks are kept. */
  recall(template: FoundTemplate): TemplateOutcome | undefined {
    const text = this.#files.read(this.#nameOf(template));
    if (text === undefined) return undefined;
    const end = text.indexOf('\n');
    const head = parsed(text.slice(0, end)) as Head | undefined;
    if (head === undefined || head.settings !== this.#settings || head.template !== keyOf(template)) return undefined;
    const looks = readBack(head.looks, dirname(template.candidate.path));
    if (looks === undefined) return undefined;
    const seen = looks.map(lookAgain);
    if (digestOfAll(seen) !== head.answers) return undefined;
    const sources = head.sources.map(([path, place]) => {
      if (typeof place !== 'number') return new SourceFile(path, place[0]);
      return place === OWN_TEXT ? new SourceFile(path, template.candidate.text) : sourceOf(path, seen[place]);
    });
    return withFiles(parsed(text.slice(end + 1)), sources as SourceFile[]) as TemplateOutcome | undefined;
  }

  /** Judges a template and keeps its outcome, unless the machine had a part in it. Only while looks are kept. */
  judge(template: FoundTemplate, judge: (template: FoundTemplate) => TemplateOutcome): TemplateOutcome {
    const chances = chancesNoted();
    const before = template.seen;
    const { value, seen } = recordLooks(() => judge(template));
    const all = before === undefined ? [...seen] : [...before, ...seen];
    if (chancesNoted() === chances && all.every(({ isSteady }) => isSteady)) this.#keep(template, value, all);
    return value;
  }

  #keep(template: FoundTemplate, outcome: TemplateOutcome, seen: readonly Seen[]): void {
    const plain = plainOf(outcome);
    if (plain === undefined) return;
    const texts = new Map([[`#${digestOf(template.candidate.text)}`, OWN_TEXT]]);
    for (const [i, one] of seen.entries()) if (one.kind === 'text') texts.set(digestOfAnswer(one), i);
    const head: Head = {
      settings: this.#settings,
      template: keyOf(template),
      answers: digestOfAll(seen),
      looks: written(seen, dirname(template.candidate.path)),
      sources: plain.sources.map(({ path, text }) => [path, texts.get(`#${digestOf(text)}`) ?? [text]]),
    };
    this.#files.write(this.#nameOf(template), `${JSON.stringify(head)}\n${JSON.stringify(plain.data)}`);
  }

  /** All checks there are, as an earlier run of the same casemate told them. */
  rules(): readonly RuleInfo[] | undefined {
    const text = this.#files.read(this.#rulesName());
    return text === undefined ? undefined : (parsed(text) as readonly RuleInfo[] | undefined);
  }

  /** Keeps all checks there are, for runs that judge nothing. */
  keepRules(rules: readonly RuleInfo[]): void {
    this.#files.write(this.#rulesName(), JSON.stringify(rules));
  }

  /** Deletes what has become old or too much, after some outcomes were kept. */
  tidy(written: number): void {
    this.#files.tidy(written);
  }

  #rulesName(): string {
    return digestOf(`rules ${this.#build}`);
  }

  #nameOf({ candidate }: FoundTemplate): string {
    return digestOf(`${this.#names}\n${candidate.path}`);
  }
}

/** The first line of a kept file; the outcome is the second. */
interface Head {
  readonly settings: string;
  readonly template: string;
  /** Digest of the answers to all looks. */
  readonly answers: string;
  readonly looks: readonly string[];
  /** Each source file's path as it is shown, and which look read it; or its text, where no file has it, as with AWS's managed policies. */
  readonly sources: readonly (readonly [path: string, place: number | readonly [text: string]])[];
}

/** In place of a look: the text of the template itself, which was read when it was found. */
const OWN_TEXT = -1;

/** A template as it was found, with its text. */
function keyOf({ candidate, isRoot }: FoundTemplate): string {
  const { path, text, isExplicit, within } = candidate;
  return digestOf(JSON.stringify([path, isExplicit, within, isRoot, digestOf(text)]));
}

function digestOfAll(seen: readonly Seen[]): string {
  return digestOf(JSON.stringify(seen.map(digestOfAnswer)));
}

function sourceOf(path: string, seen: Seen | undefined): SourceFile | undefined {
  const { text } = (seen?.answer ?? {}) as { readonly text?: unknown };
  return typeof text === 'string' ? new SourceFile(path, text) : undefined;
}

/** What the digest of the file covers is what was written: a text that is no JSON is a bug, and yet no reason to fail. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The files of the built command line, beside this one. */
const BUILT = ['core.cjs', 'judging.cjs'];

/** What tells this casemate, and the Node that runs it, from others; undefined when it runs from its sources, which nothing tells apart. */
export function buildOf(folder: string): string | undefined {
  const stats = BUILT.map((name) => statSync(join(folder, name), { throwIfNoEntry: false }));
  if (stats.includes(undefined)) return undefined;
  const files = stats.map((stat) => `${stat?.size} ${stat?.mtimeMs}`);
  return ['casemate', VERSION, process.version, process.platform, process.arch, ...files].join(' ');
}
