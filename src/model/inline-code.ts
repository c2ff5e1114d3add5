import { placedIn } from '../util/own-place.ts';
import { SourceFile } from '../util/span.ts';
import type { Span } from '../util/span.ts';
import { textPlaces } from './text-places.ts';
import type { TextPlaces } from './text-places.ts';
import { show } from './value.ts';
import type { Value } from './value.ts';

/** Code that stands in a template (`InlineCode`, `ZipFile`). */
export interface InlineCode {
  /** What only the deployment knows stands as `${Name}`. */
  readonly text: string;
  /** Where a stretch of the code stands in the template: at its very place, else where what gives it begins. `ownPlace` leads back. */
  readonly placeOf: (start: number, end: number) => Span;
  /** A sentence that may name a line of the code (`Save/index.py:2`), with the template's file and line. */
  readonly told: (sentence: string) => string;
}

/** The code that a property holds; `path` is the name that its file has when it runs. Null where the text is not known. */
export function inlineCode(value: Value | undefined, path: string): InlineCode | null {
  if (value?.kind !== 'scalar' && value?.kind !== 'text') return null;
  const code = new SourceFile(path, show(value));
  let places: TextPlaces | undefined;
  const placeOf = (start: number, end: number): Span => {
    places ??= textPlaces(value) ?? ((): Span => ({ ...value.at }));
    return placedIn(places(start, end), { source: code, start, end });
  };
  const lineOf = (number: number): string => {
    const start = code.lineStarts()[number - 1] ?? 0;
    const { source, ...at } = placeOf(start, start + 1);
    return `${source.path}:${source.position(at.start).line}`;
  };
  const told = (sentence: string): string => {
    const [before = '', ...others] = sentence.split(`${path}:`);
    return (
      before + others.map((part) => (/^\d/.test(part) ? part.replace(/^\d+/, (line) => lineOf(Number(line))) : `${path}:${part}`)).join('')
    );
  };
  return { text: code.text, placeOf, told };
}
