import type { Span } from './span.ts';

const own = new WeakMap<Span, Span>();

/** A place in a file that holds a text within its own, such as code in a template, which knows its place in that text (`ownPlace`). */
export function placedIn(file: Span, text: Span): Span {
  own.set(file, text);
  return file;
}

/** The place in the code itself, where that stands within another file; else the same place. For whoever reads the code around it. */
export function ownPlace(at: Span): Span {
  return own.get(at) ?? at;
}
