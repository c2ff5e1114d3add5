/** What an operation's input says, for whatever values the caller has. Paths: `TableName`, `TransactItems[].Put.TableName`,
 *  `RequestItems{}` (the keys of a map), `Tagging`; they are spelled as in the service's model. */
export interface InputView<T> {
  /** The values at a path; `present`: 'yes' certainly given, 'no' certainly not, 'maybe'. `complete` false when there may be more values than listed. */
  at(path: string): { readonly values: readonly T[]; readonly present: 'yes' | 'no' | 'maybe'; readonly complete: boolean };
  /** The exact text of a value, when it is exact. */
  exact(value: T): string | undefined;
  /** The text of a value with HOLE for each piece that is not known, as of `SELECT * FROM "${table}"`; undefined when nothing is known.
   *  Without this method only exact texts are read. */
  outline?(value: T): string | undefined;
}

/** Stands in an outline for a piece of text that is not known: U+FFFC, the object replacement character. */
export const HOLE = '\uFFFC';
