import type { Node } from '../util/node.ts';

/** How a value is written: where it stands, and in which of a format's forms. It mirrors the tree that the reader gives. */
export type Syntax = ScalarSyntax | MapSyntax | ListSyntax | OpaqueSyntax;

/** Offsets of a value; `start` is that of its first tag or anchor, `content` that of the value behind an anchor. */
interface Place {
  readonly node: Node;
  readonly start: number;
  readonly content: number;
  readonly end: number;
  readonly anchor?: string;
}

/** A text, number, boolean or null; `block` is a text behind `|` or `>`, `empty` a null that nobody wrote. */
export interface ScalarSyntax extends Place {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'empty';
}

/** A map; `tag`: a short intrinsic function such as `!Sub x`, whose only key is the tag. */
export interface MapSyntax extends Place {
  readonly kind: 'map';
  readonly style: 'block' | 'flow' | 'tag';
  readonly members: readonly Member[];
  /** Set when the reader left out a part of it, such as the first of two equal keys in JSON. */
  readonly hasHidden?: boolean;
}

/** A list; `dotted`: the two names of `!GetAtt Name.Attribute`. */
export interface ListSyntax extends Place {
  readonly kind: 'list';
  readonly style: 'block' | 'flow' | 'dotted';
  readonly members: readonly Member[];
}

/** What is kept or replaced only as a whole: an alias, or a form that is not told apart. */
export interface OpaqueSyntax extends Place {
  readonly kind: 'opaque';
  /** The anchor that an alias names. */
  readonly alias?: string;
}

/** An entry of a map or an item of a list. */
export interface Member {
  /** Undefined in lists, for `<<`, and for the first of two equal keys. */
  readonly key: string | undefined;
  /** Where the key, the dash of a block list or the item of a flow list begins. */
  readonly start: number;
  /** The offset behind the colon, the dash or the tag; where the item begins in a flow list; -1 for a flow key without a colon. */
  readonly intro: number;
  readonly value: Syntax;
  readonly end: number;
  /** In flow collections: where the comma behind the member stands. */
  readonly comma?: number;
  /** `merge`: `<<`; `doubled`: a later equal key counts; `odd`: a key that is more than a text. */
  readonly role: 'entry' | 'merge' | 'doubled' | 'odd';
}

/** Thrown where a text is not written as its tree lets expect; the file is then not edited. */
export class Misaligned extends Error {}
