import type { Abstract } from '../../value.ts';
import { text, unknownCode } from '../../values/make.ts';
import { concat } from '../operators.ts';

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
