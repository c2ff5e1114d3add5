import type { Node } from './node.ts';
import type { Span } from './span.ts';

/** What a reader accepts of one file; beyond it the file is refused with a message. */
export const LIMITS: { readonly fileBytes: number; readonly sniffBytes: number; readonly depth: number; readonly nodes: number } = {
  /** Bytes of one template or other structured file: twice what CloudFormation takes, so that one over its limit is still judged. */
  fileBytes: 2 * 1024 * 1024,
  /** Bytes looked at to tell what a file is that is too large to be read. */
  sniffBytes: 64 * 1024,
  /** Levels of maps and lists. CloudFormation's own documents stay below 20. */
  depth: 200,
  /** Values in one file once its aliases are unfolded. */
  nodes: 500_000,
};

/** Something the reader put up with. */
export interface ReadWarning {
  readonly message: string;
  readonly at: Span;
  /** The file is read as AWS's own tools read it, though YAML's rules ask for more. */
  readonly isExact?: boolean;
  /** The warning is about a key that its map has already. */
  readonly repeats?: RepeatedKey;
}

/** A key that stands twice in its map. */
export interface RepeatedKey {
  readonly key: string;
  /** Where it stands before. */
  readonly earlier: Span;
  /** Whether both have the same value. */
  readonly isSame: boolean;
}

/** A tree, or why there is none. */
export type ReadResult =
  | { readonly ok: true; readonly node: Node; readonly warnings: readonly ReadWarning[] }
  | { readonly ok: false; readonly error: { readonly message: string; readonly at: Span } };

/** Thrown inside a reader, caught at its door. */
export class ReadError extends Error {
  readonly at: Span;
  constructor(message: string, at: Span) {
    super(message);
    this.at = at;
  }
}
