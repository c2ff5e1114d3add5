import type { Abstract, TextPart, TextValue } from '../value.ts';
import { textOf, unknownCode } from '../values/make.ts';
import { marked } from '../values/marks.ts';
import type { Marked } from '../values/marks.ts';

/** The parts of an address, where the code and the template tell them. */
export interface UrlParts {
  readonly scheme: Abstract;
  readonly host: Abstract;
  /** With its leading slash. */
  readonly path: Abstract;
  readonly query: Abstract;
}

/** Takes an address such as `s3://${Exports}/milk/` apart; undefined when it cannot be told where its parts begin. */
export function urlParts(url: Abstract): UrlParts | undefined {
  if (url.kind !== 'text') return undefined;
  const { pieces, rest } = apart(url);
  const [, scheme, host, path = '', query] = /^([a-z][\w+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(pieces?.text ?? '') ?? [];
  if (pieces === undefined || scheme === undefined || host === undefined) return undefined;
  const isInHost = path === '' && query === undefined;
  if (rest.length > 0 && isInHost) return undefined;
  const restored = pieces.restore(path);
  return {
    scheme: pieces.restore(scheme),
    host: pieces.restore(host),
    path: query === undefined ? textOf([...restored.parts, ...rest]) : restored,
    query: rest.length === 0 ? pieces.restore(query ?? '') : unknownCode('the query of a URL'),
  };
}

/** The beginning of a text that can be taken apart, and the parts behind it, which may hold separators. */
function apart({ parts }: TextValue): { readonly pieces: Marked | undefined; readonly rest: readonly TextPart[] } {
  for (let length = parts.length; length > 0; length--) {
    const pieces = marked({ kind: 'text', parts: parts.slice(0, length) }, '/');
    if (pieces !== undefined) return { pieces, rest: parts.slice(length) };
  }
  return { pieces: undefined, rest: [] };
}
