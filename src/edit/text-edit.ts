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
