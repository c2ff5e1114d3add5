import type { Abstract } from '../../value.ts';
import { derived, text, unknownCode } from '../../values/make.ts';
import type { Body } from '../make.ts';
import { arg } from '../make.ts';
import { concat } from '../operators.ts';
import { urlParts } from '../url-parts.ts';

/** `urlparse`, `urlsplit`: the parts of an address by name. https://docs.python.org/3/library/urllib.parse.html */
export const parsedUrl: Body = (call) => {
  const url = arg(call, 0);
  const parts = urlParts(url);
  const part = (value: Abstract | undefined, step: string): Abstract => value ?? derived(url, `${step}()`);
  return call.host.object([
    ['scheme', part(parts?.scheme, 'scheme')],
    ['netloc', part(parts?.host, 'netloc')],
    ['hostname', part(parts?.host, 'netloc')],
    ['path', part(parts?.path, 'path')],
    ['query', part(parts?.query, 'query')],
  ]);
};

/** `urlencode`: a dict or pairs as the text `name=value&…`; characters stay as they are. */
export function queryOf(parameters: Abstract): Abstract {
  if (parameters.kind === 'text') return parameters;
  const pairs = pairsOf(parameters);
  if (pairs === undefined) return unknownCode('a query');
  return concat(pairs.flatMap(([name, value], index) => [...(index === 0 ? [] : [text('&')]), name, text('='), value]));
}

function pairsOf(parameters: Abstract): readonly (readonly [Abstract, Abstract])[] | undefined {
  if (parameters.kind === 'object' && parameters.rest === null)
    return [...parameters.fields].map(([name, value]) => [text(name), value] as const);
  if (parameters.kind !== 'list' || parameters.rest !== null) return undefined;
  const pairs = parameters.items.flatMap((item) => {
    const [name, value] = item.kind === 'list' ? item.items : [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return pairs.length === parameters.items.length ? pairs : undefined;
}
