import type { Abstract } from '../value.ts';
import { marked } from '../values/marks.ts';

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
  const pieces = marked(url, '/');
  const [, scheme, host, path, query] = /^([a-z][\w+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(pieces?.text ?? '') ?? [];
  if (pieces === undefined || scheme === undefined || host === undefined) return undefined;
  return {
    scheme: pieces.restore(scheme),
    host: pieces.restore(host),
    path: pieces.restore(path ?? ''),
    query: pieces.restore(query ?? ''),
  };
}
