import type { Span } from '../util/span.ts';

/** What the owner says of a function that casemate cannot see in its code: one entry of `behavior.hints` in the config file. */
export interface Hint {
  /** Logical id of the function that it is about. */
  readonly function: string;
  /** What it answers; null: it answers nothing, and adds calls. */
  readonly about: HintSubject | null;
  readonly says: HintStatement;
  /** The entry in the config file. */
  readonly at: Span;
}

/** The unknowns that a hint answers; what is null does not matter. */
export interface HintSubject {
  /** A value of the code whose text is not known, as reports name it: `event.Bucket`, the variable `TABLE`. */
  readonly value: string | null;
  /** Where the unknown stands: a file, or `file:line`. */
  readonly at: { readonly file: string; readonly line: number | null } | null;
  /** The stable code of the unknown: `untracked-library`. */
  readonly unknown: string | null;
}

/** What a hint says: what a name stands for, which modules an import by a computed name loads, or which calls are made. */
export type HintStatement =
  | { readonly kind: 'resources'; readonly resources: readonly string[] }
  | { readonly kind: 'modules'; readonly modules: readonly string[] }
  | { readonly kind: 'calls'; readonly calls: readonly StatedCall[] };

/** An action that code needs, as its owner says. */
export interface StatedCall {
  /** `dynamodb:Query`. */
  readonly action: string;
  /** Logical ids, perhaps with what follows in the ARN (`Orders/index/*`), ARNs, or `*`. */
  readonly resources: readonly string[];
}

/** What a hint did for its function. */
export interface HintUse {
  readonly hint: Hint;
  /** How many unknowns it answered, or calls it added. */
  readonly answered: number;
  /** Why what it says cannot be so; null when nothing speaks against it. */
  readonly conflict: string | null;
}

/** A hint that would answer an unknown, to be filled in by the owner; as it stands in the config file. */
export type HintDraft = Readonly<Record<string, unknown>>;

/** Whether a hint is about an unknown: `value` is the name of what is not known, `code` the unknown's. */
export function isAbout(
  subject: HintSubject,
  unknown: { readonly value: string | null; readonly code: string; readonly at: Span | null },
): boolean {
  if (subject.value !== null && subject.value !== unknown.value) return false;
  if (subject.unknown !== null && subject.unknown !== unknown.code) return false;
  return subject.at === null || (unknown.at !== null && standsAt(subject.at, unknown.at));
}

function standsAt({ file, line }: NonNullable<HintSubject['at']>, at: Span): boolean {
  const { path } = at.source;
  // Reports name files from where casemate was started, hints perhaps from the app's folder.
  if (path !== file && !file.endsWith(`/${path}`) && !path.endsWith(`/${file}`)) return false;
  return line === null || at.source.position(at.start).line === line;
}

/** Where a hint is written, for people: `casemate.config.json:12`. */
export function shownHint({ at }: Hint): string {
  return `${at.source.path.split('/').at(-1)!}:${at.source.position(at.start).line}`;
}
