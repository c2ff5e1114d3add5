import { onlyEntry, stringOf } from '../util/node.ts';
import type { ListNode, Node, ScalarNode } from '../util/node.ts';
import { isItself, scalarPlaces, stretchOf } from '../util/scalar-places.ts';
import type { TextRun } from '../util/scalar-places.ts';
import type { SourceFile, Span } from '../util/span.ts';
import { show } from './value.ts';
import type { Value } from './value.ts';
import { written, writtenTree } from './written.ts';

/**
 * Where a stretch of a text stands in the file that gives it: in a block or in quotes, also put together by `Fn::Sub` or `Fn::Join`. What
 * `Fn::Sub` fills in stands where it is named.
 */
export type TextPlaces = (start: number, end: number) => Span;

/** The places of a value's text, as `show` writes it; null where they cannot be told. Cost: linear in the text. */
export function textPlaces(value: Value): TextPlaces | null {
  const { source } = value.at;
  const tree = writtenTree(source);
  const node = tree === null ? undefined : nodeAt(tree, value.at);
  const runs = node === undefined ? null : placed(piecesOf(defaultOf(node, source, value) ?? node), show(value));
  if (runs === null || runs.length === 0) return null;
  return (start, end) => ({ source, ...stretchOf(runs, start, end) });
}

/** The node of a tree that stands at a place, outermost first. */
function nodeAt(tree: Node, { start, end }: Span): Node | undefined {
  let node: Node | undefined = tree;
  while (node !== undefined && (node.at.start !== start || node.at.end !== end)) {
    if (node.kind === 'scalar') return undefined;
    const inner: readonly Node[] = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.value);
    node = inner.find(({ at }) => at.start <= start && end <= at.end);
  }
  return node;
}

/** The default of the parameter that gives a whole text. */
function defaultOf(node: Node, source: SourceFile, value: Value): Node | undefined {
  const call = onlyEntry(node);
  const name = call?.key === 'Ref' ? stringOf(call.value) : undefined;
  const text = name === undefined ? undefined : written(source, ['Parameters', name, 'Default']);
  return stringOf(text) === show(value) ? text : undefined;
}

/** A stretch of a text that is put together: one that is written, or one that something fills in. */
type Piece =
  | { readonly text: string; readonly runs: readonly TextRun[] }
  /** `shown`: how it is shown where only the deployment knows it. */
  | { readonly shown: string; readonly start: number; readonly end: number };

function piecesOf(node: Node): readonly Piece[] {
  if (node.kind === 'scalar') return [scalarPiece(node)];
  const call = onlyEntry(node);
  if (call?.key === 'Fn::Sub') {
    const text = call.value.kind === 'list' ? call.value.items[0] : call.value;
    if (text?.kind === 'scalar') return substituted(text);
  }
  if (call?.key === 'Fn::Join' && call.value.kind === 'list') return joined(call.value) ?? [filled(node)];
  return [filled(node)];
}

/** What something else than the text fills in. */
function filled({ at: { start, end } }: Node, shown = ''): Piece {
  return { shown, start, end };
}

function scalarPiece(node: ScalarNode): Piece {
  const runs = scalarPlaces(node);
  return runs === null ? filled(node, String(node.value)) : { text: String(node.value), runs };
}

/** The text of `Fn::Sub`: `${Name}` is filled in, `${!Name}` stands for `${Name}`. */
function substituted(node: ScalarNode): readonly Piece[] {
  const runs = scalarPlaces(node);
  if (runs === null) return [filled(node)];
  let behind = 0;
  return String(node.value)
    .split(/(\$\{[^}]*\})/)
    .map((part, i): Piece => {
      const own = cut(runs, behind, (behind += part.length));
      if (i % 2 === 0) return { text: part, runs: own };
      const place = { start: own[0]?.start ?? node.at.start, end: own.at(-1)?.end ?? node.at.end };
      return part.startsWith('${!') ? asWritten(`\${${part.slice(3)}`, place) : { shown: part, ...place };
    })
    .filter((piece) => !('text' in piece) || piece.text !== '');
}

function asWritten(text: string, place: { readonly start: number; readonly end: number }): Piece {
  return { text, runs: [{ from: 0, length: text.length, ...place }] };
}

/** The runs of a part of a text, counted from its start. */
function cut(runs: readonly TextRun[], from: number, to: number): TextRun[] {
  return runs.flatMap((run): TextRun[] => {
    const first = Math.max(run.from, from);
    const behind = Math.min(run.from + run.length, to);
    if (first >= behind) return [];
    const isWhole = !isItself(run);
    const start = isWhole ? run.start : run.start + first - run.from;
    return [{ from: first - from, length: behind - first, start, end: isWhole ? run.end : start + behind - first }];
  });
}

/** The items of `Fn::Join` with the delimiter between them, which stands behind the item before it; null where it is not a plain text. */
function joined({ items: [first, list] }: ListNode): readonly Piece[] | null {
  const delimiter = stringOf(first);
  if (delimiter === undefined || list?.kind !== 'list') return null;
  return list.items.flatMap((item, i) => {
    const { end } = list.items[i - 1]?.at ?? item.at;
    const between = delimiter === '' || i === 0 ? [] : [asWritten(delimiter, { start: end, end })];
    return [...between, ...piecesOf(item)];
  });
}

/** The runs of pieces that give a text together; null where they do not. */
function placed(pieces: readonly Piece[], text: string): readonly TextRun[] | null {
  const runs: TextRun[] = [];
  let behind = 0;
  for (const [i, piece] of pieces.entries()) {
    if ('text' in piece) {
      if (!text.startsWith(piece.text, behind)) return null;
      for (const run of piece.runs) runs.push({ ...run, from: behind + run.from });
      behind += piece.text.length;
      continue;
    }
    const end = filledUpTo(text, behind, { shown: piece.shown, next: pieces[i + 1] });
    if (end < 0) return null;
    runs.push({ from: behind, length: end - behind, start: piece.start, end: piece.end });
    behind = end;
  }
  return behind === text.length ? runs.filter(({ length }) => length > 0) : null;
}

/** Where what is filled in ends: behind what it is shown as, else where the next piece begins that is known; -1 when that does not come. */
function filledUpTo(text: string, from: number, { shown, next }: { readonly shown: string; readonly next: Piece | undefined }): number {
  const known = next === undefined ? null : 'text' in next ? next.text : next.shown;
  const follows = (at: number): boolean => (known === null ? at === text.length : text.startsWith(known, at));
  if (shown !== '' && text.startsWith(shown, from) && follows(from + shown.length)) return from + shown.length;
  return known === null ? text.length : text.indexOf(known, from);
}
