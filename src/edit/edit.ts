import type { Change } from '../model/change.ts';
import type { SourceFile } from '../util/span.ts';

/** A stretch of a file's text that is replaced; offsets in UTF-16 code units of the text as it was read. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  /** What stood there; compared before it is replaced. */
  readonly old: string;
  readonly text: string;
  /** The changes that led to it, as indexes into the list that was given. */
  readonly causes: readonly number[];
}

/** The edits of one file by offset, none overlapping, and the text that they make; or the change that cannot be made, and why. */
export type FileEdit =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly text: string }
  | { readonly ok: false; readonly change: number; readonly reason: string };

/**
 * Turns changes of one file into edits of its text. Outside of the edits the text stays as it is, byte for byte; the edited text
 * was read again and differs in nothing but the changes. Changes that contradict one another are refused: the later one is named.
 */
export function editFile(source: SourceFile, changes: readonly Change[]): FileEdit {
  return { ok: false, change: 0, reason: `${source.path} is not edited yet (${changes.length})` };
}
