import type { SourceFile } from '../util/span.ts';

/**
 * Plain data that a fix writes into a file. Intrinsic functions stand in their long form (`{ 'Fn::GetAtt': ['Key', 'Arn'] }`,
 * `{ Ref: 'Key' }`); the editor writes them as the file does (`!GetAtt Key.Arn` in YAML).
 */
export type Authored = string | number | boolean | null | readonly Authored[] | { readonly [key: string]: Authored };

/** Keys of maps and indexes of lists from the file's top, as the file stands before any change; short intrinsics count as their long form. */
export type Path = readonly (string | number)[];

/** One change of a file, by what it means and not by offsets: several compose, and equal ones count once. */
export type Change = SetChange | AppendChange | RemoveChange | CreateChange;

/** The value at `path` becomes exactly `value`; maps missing on the way are made. */
export interface SetChange {
  readonly kind: 'set';
  readonly file: SourceFile;
  readonly path: Path;
  readonly value: Authored;
  /** For a new key: the sibling behind which it goes; at the end when left out or not there. */
  readonly after?: string;
}

/** Items at the end of the list at `path`, which is made if it is missing; an item that is there already is not doubled. */
export interface AppendChange {
  readonly kind: 'append';
  readonly file: SourceFile;
  readonly path: Path;
  readonly items: readonly Authored[];
}

/** The entry or item at `path` goes, with what is in it. A map or list that is left empty is written `{}` or `[]`. */
export interface RemoveChange {
  readonly kind: 'remove';
  readonly file: SourceFile;
  readonly path: Path;
}

/** A new file, or one that is written anew, at a path relative to the folder of the file that it is made for. */
export interface CreateChange {
  readonly kind: 'create';
  /** The file that needs it. */
  readonly file: SourceFile;
  /** `/` separated, relative to the folder of `file`. */
  readonly name: string;
  readonly text: string;
  /** What stands there now, of a file that is neither YAML nor JSON (a Dockerfile) and is written anew; left out: no such file. */
  readonly replaces?: string;
}
