import { digestOf } from '../util/digest.ts';
import { chancesNoted, noteChance } from '../util/steady.ts';

/** What is asked of the file system: a text, its first bytes, the entries of a folder, what stands at a path, a size, the path with links followed. */
export type LookKind = 'text' | 'start' | 'entries' | 'kind' | 'bytes' | 'real';

/** One question to the file system. */
export interface Look {
  readonly kind: LookKind;
  readonly path: string;
  /** Most bytes of a text or of its start; 0 where there is no such limit. */
  readonly most: number;
}

/** A question and its answer. */
export interface Seen extends Look {
  readonly answer: unknown;
  /** False where the answer lies in the machine, such as in a missing right: it may be another one for the same files. */
  readonly isSteady: boolean;
  /** Of the answer; made when it is asked for. */
  digest: string | undefined;
}

type Known = Readonly<Record<LookKind, Map<string, Seen>>>;

/**
 * Most answers that are remembered, and most characters of texts among them: beyond it, what is known is forgotten. Looks are made again
 * mostly within one app; remembering those of hundreds of apps would save no time and take a hundred megabytes.
 */
const MOST_ANSWERS = 2_000;
const MOST_CHARACTERS = 500_000;

let known: Known | null = null;
let answers = 0;
let characters = 0;
let recording: Set<Seen> | null = null;
let last: Seen | null = null;

const nothingKnown = (): Known => ({
  text: new Map(),
  start: new Map(),
  entries: new Map(),
  kind: new Map(),
  bytes: new Map(),
  real: new Map(),
});

/**
 * From now on each look at the file system is made once, until the function that it gives is called: for an analysis, which takes the
 * files to stay as they are while it runs. Within another such stretch it changes nothing.
 */
export function keepLooks(): () => void {
  if (known !== null) return () => {};
  forget();
  return () => {
    known = null;
  };
}

function forget(): void {
  known = nothingKnown();
  answers = 0;
  characters = 0;
}

/** The answer to a look: as it was given before, while looks are kept. Every look at an owner's files goes through here. */
export function looked<T>(kind: LookKind, path: string, most: number, look: (path: string, most: number) => T): T {
  if (known === null) return look(path, most);
  const key = most === 0 ? path : `${most} ${path}`;
  let seen = known[kind].get(key);
  if (seen === undefined) {
    const before = chancesNoted();
    const answer = look(path, most);
    seen = { kind, path, most, answer, isSteady: chancesNoted() === before, digest: undefined };
    if (answers > MOST_ANSWERS || characters > MOST_CHARACTERS) forget();
    answers += 1;
    characters += lengthOf(answer);
    known[kind].set(key, seen);
  } else if (!seen.isSteady) noteChance();
  recording?.add(seen);
  last = seen;
  return seen.answer as T;
}

function lengthOf(answer: unknown): number {
  return typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string' ? answer.text.length : 0;
}

/** Runs something and tells the looks that it made, those answered from memory too. Only while looks are kept; else none are told. */
export function recordLooks<T>(run: () => T): { readonly value: T; readonly seen: ReadonlySet<Seen> } {
  const outer = recording;
  const seen = new Set<Seen>();
  recording = seen;
  try {
    return { value: run(), seen };
  } finally {
    recording = outer;
  }
}

/** The answer that the latest look was given. Null while looks are not kept. */
export function latestLook(): Seen | null {
  return last;
}

/** What tells an answer from every other one to the same question: itself where it is short, else its SHA-256. */
export function digestOfAnswer(seen: Seen): string {
  return (seen.digest ??= digestOfValue(seen.answer));
}

function digestOfValue(answer: unknown): string {
  if (typeof answer === 'string') return answer.length <= 256 ? `=${answer}` : `#${digestOf(answer)}`;
  const text = answer as { readonly text?: unknown; readonly entries?: readonly { readonly name: string; readonly kind: string }[] };
  if (typeof text === 'object' && typeof text.text === 'string') return `#${digestOf(text.text)}`;
  // No name of a file has such a character in it.
  if (typeof text === 'object' && text.entries !== undefined)
    return `#${digestOf(text.entries.map(({ name, kind }) => `${name}\0${kind}`).join('\0'))}`;
  return JSON.stringify(answer);
}
