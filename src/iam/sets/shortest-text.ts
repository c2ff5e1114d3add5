import { accepts, acceptsAll, addTelling, after, unionOf } from './pattern-union.ts';
import type { PatternUnion, Places } from './pattern-union.ts';
import { STAR, startApart, surelyCovers } from './text-pattern.ts';
import type { TextPattern } from './text-pattern.ts';

/** Which texts of one character or more: in each of `all`, in none of `none`. */
export interface TextQuery {
  /** Each a union of patterns. */
  readonly all: readonly (readonly TextPattern[])[];
  readonly none: readonly TextPattern[];
}

/** What may still be spent; shared by all searches of one question. Counts places of patterns visited. */
export interface Budget {
  left: number;
}

/** How many patterns of the first union are tried after one was found to have a text: for the shortest of many. */
const MOST_FOUND = 12;

/** Of the characters that no pattern tells apart, people read letters most easily. */
const NATURAL = Array.from('abcdefghijklmnopqrstuvwxyz0123456789-_/.ABCDEFGHIJKLMNOPQRSTUVWXYZ=+,@', (letter) => letter.charCodeAt(0));

/** A shortest text that the query describes; null when there is none; undefined when the budget ended before an answer.
 *  Reads the patterns together character by character, breadth first (subset construction of the product).
 *  Cost: number of distinct sets of places times characters in use; exponential in the number of inner stars at worst. */
export function shortestText(query: TextQuery, budget: Budget): string | null | undefined {
  const [first, ...others] = tellingSides(query.all).toSorted((a, b) => a.length - b.length);
  if (first === undefined) return search([], query.none, budget);
  let best: string | null = null;
  let found = 0;
  for (const one of first) {
    if (query.none.some((wider) => surelyCovers(wider, one))) continue;
    const meets = others.map((union) =>
      union.some((wider) => surelyCovers(wider, one)) ? null : union.filter((other) => !startApart(one, other)),
    );
    if (meets.some((union) => union?.length === 0)) continue;
    const rest: TextQuery = { all: meets.filter((union) => union !== null), none: query.none.filter((other) => !startApart(one, other)) };
    const text = leastText(one, rest, budget) ?? search([[one], ...rest.all], rest.none, budget);
    if (text === undefined) return undefined;
    if (text === null) continue;
    if (best === null || text.length < best.length) best = text;
    if (++found >= MOST_FOUND) break;
  }
  return best;
}

/** Without sides that every text is in, where another side is a single pattern: that alone then says what the shortest texts are. */
function tellingSides(all: TextQuery['all']): TextQuery['all'] {
  if (all.length < 2) return all;
  const telling = all.filter((union) => !union.some(({ steps }) => steps.length === 1 && steps[0] === STAR));
  return telling.some((union) => union.length === 1) ? telling : all;
}

/** Most patterns have a least text, which all their others are longer than: what stands before a star at their end, or the pattern itself.
 *  Where the rest of the query takes it, there is nothing to search for; undefined where it does not. */
function leastText({ steps, ignoreCase }: TextPattern, rest: TextQuery, budget: Budget): string | undefined {
  const length = steps.at(-1) === STAR ? steps.length - 1 : steps.length;
  if (ignoreCase || length === 0 || steps.some((step, i) => step < 0 && i < length)) return undefined;
  const codes = steps.slice(0, length);
  const refused = rest.none.length > 0 && reads(rest.none, codes, budget);
  return !refused && rest.all.every((union) => reads(union, codes, budget)) ? String.fromCharCode(...codes) : undefined;
}

function reads(patterns: readonly TextPattern[], codes: readonly number[], budget: Budget): boolean {
  const union = unionOf(patterns);
  let places = union.start;
  for (const code of codes) {
    if (places.length === 0) return false;
    budget.left -= places.length;
    places = after(union, places, code);
  }
  return accepts(union, places);
}

interface Node {
  readonly all: readonly Places[];
  readonly none: Places;
  readonly code: number;
  readonly before: Node | null;
}

function search(all: readonly (readonly TextPattern[])[], none: readonly TextPattern[], budget: Budget): string | null | undefined {
  const unions = all.map(unionOf);
  const refused = unionOf(none);
  const seen = new Set<string>();
  let level: Node[] = [{ all: unions.map(({ start }) => start), none: refused.start, code: 0, before: null }];
  while (level.length > 0) {
    const next: Node[] = [];
    for (const node of level) {
      if (acceptsAll(refused, node.none)) continue;
      const key = `${node.before === null ? 'start' : ''}${node.all.join(';')}|${node.none.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (node.before !== null && !accepts(refused, node.none) && unions.every((union, i) => accepts(union, node.all[i]!)))
        return textOf(node);
      for (const code of codesFrom(node, unions, refused)) {
        const places = step(node, unions, code);
        budget.left -= 2 + node.none.length + node.all.reduce((sum, places) => sum + places.length, 0);
        if (places !== null) next.push({ all: places, none: after(refused, node.none, code), code, before: node });
      }
      if (budget.left < 0) return undefined;
    }
    level = next;
  }
  return null;
}

function step(node: Node, unions: readonly PatternUnion[], code: number): Places[] | null {
  const places: Places[] = [];
  for (const [i, union] of unions.entries()) {
    const next = after(union, node.all[i]!, code);
    if (next.length === 0) return null;
    places.push(next);
  }
  return places;
}

/** The characters worth reading next: those that some pattern names, and one that none does. */
function codesFrom(node: Node, unions: readonly PatternUnion[], refused: PatternUnion): Iterable<number> {
  const telling = new Set<number>();
  for (const [i, union] of unions.entries()) {
    const own = new Set<number>();
    // A union without wildcards here leads on with its own characters only.
    if (!addTelling(union, node.all[i]!, own)) return own;
    for (const code of own) telling.add(code);
  }
  addTelling(refused, node.none, telling);
  const other = NATURAL.find((code) => !telling.has(code)) ?? 0x4e00;
  return [other, ...telling];
}

function textOf(node: Node): string {
  const codes: number[] = [];
  for (let at: Node | null = node; at !== null && at.before !== null; at = at.before) codes.push(at.code);
  return codes
    .toReversed()
    .map((code) => String.fromCharCode(code))
    .join('');
}
