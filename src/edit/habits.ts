import type { Syntax, ListSyntax, MapSyntax, Member } from './syntax.ts';

/** How the owner of a file writes it; what the file does not show is what most templates do. */
export interface Habits {
  /** The line break. */
  readonly eol: string;
  /** Columns by which a map in a map is farther right. */
  readonly indent: number;
  /** Columns by which the dash of a list is farther right than its key. */
  readonly dash: number;
  /** The quotes of texts that need some. */
  readonly quote: 'single' | 'double';
  /** Whether short lists of scalars stand in brackets. */
  readonly hasFlowLists: boolean;
  /** Whether intrinsic functions are written in their long form only. */
  readonly isLongForm: boolean;
  /** Whether blanks stand inside the braces of flow maps, and inside the brackets of flow lists. */
  readonly isPaddedMap: boolean;
  readonly isPaddedList: boolean;
  /** Whether a blank line stands between the sections of the file, and between the resources. */
  readonly hasBlankBetweenSections: boolean;
  /** One level of indentation of a JSON file, and what stands behind its colons. */
  readonly jsonIndent: string;
  readonly jsonColon: string;
}

/** Looks through a file for the habits of its owner. */
export function learnHabits(text: string, syntax: Syntax): Habits {
  const tally = new Tally();
  count(text, syntax, tally);
  const sections =
    syntax.kind === 'map' && syntax.style === 'block' ? blanksBetween(text, syntax.members, { isOfBlocks: true, mayTie: true }) : undefined;
  return {
    eol: /\r?\n/.exec(text)?.[0] ?? '\n',
    indent: tally.most('indent', 2),
    dash: tally.most('dash', 2),
    quote: tally.of('double') > tally.of('single') ? 'double' : 'single',
    hasFlowLists: tally.of('flow list') > tally.of('block list'),
    isLongForm: tally.of('long') > 0 && tally.of('short') === 0,
    isPaddedMap: tally.of('tight map') <= tally.of('padded map'),
    isPaddedList: tally.of('tight list') < tally.of('padded list'),
    hasBlankBetweenSections: sections ?? false,
    jsonIndent: /^\s*[{[]\r?\n([ \t]+)/.exec(text.replace(/^\uFEFF/, ''))?.[1] ?? '  ',
    jsonColon: /":(\s?)/.exec(text)?.[1] === '' ? ':' : ': ',
  };
}

/**
 * Whether most neighbours have a blank line between them; undefined when there are no two. `isOfBlocks`: only what stands before
 * blocks counts. `mayTie`: half of them are enough.
 */
export function blanksBetween(
  text: string,
  members: readonly Member[],
  { isOfBlocks = false, mayTie }: { readonly isOfBlocks?: boolean; readonly mayTie: boolean },
): boolean | undefined {
  let blank = 0;
  let tight = 0;
  for (let i = 1; i < members.length; i++) {
    const { value } = members[i]!;
    if (isOfBlocks && (value.kind === 'scalar' || value.kind === 'opaque')) continue;
    if (/\n[ \t]*\r?\n/.test(text.slice(members[i - 1]!.end, members[i]!.start))) blank++;
    else tight++;
  }
  return blank + tight === 0 ? undefined : blank > tight || (mayTie && blank === tight);
}

/** The column of an offset, counted from 0. */
export function columnOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return offset - start - (start === 0 && text.startsWith('\uFEFF') ? 1 : 0);
}

class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** The number behind a name that was counted most. */
  most(name: string, otherwise: number): number {
    let best = otherwise;
    let most = 0;
    for (const [key, times] of this.#counts) {
      if (!key.startsWith(`${name} `) || times <= most) continue;
      most = times;
      best = Number(key.slice(name.length + 1));
    }
    return best;
  }
}

function count(text: string, syntax: Syntax, tally: Tally): void {
  if (syntax.kind === 'opaque') return;
  if (syntax.kind === 'scalar') {
    if (syntax.style === 'single' || syntax.style === 'double') tally.add(syntax.style);
    return;
  }
  countCollection(text, syntax, tally);
  for (const member of syntax.members) {
    const { value } = member;
    if (member.key !== undefined && syntax.style !== 'tag' && (member.key === 'Ref' || member.key.startsWith('Fn::'))) tally.add('long');
    if (syntax.kind === 'map' && syntax.style === 'block' && 'style' in value && value.style === 'block' && value.kind !== 'scalar') {
      const further = columnOf(text, value.members[0]?.start ?? value.start) - columnOf(text, member.start);
      if (value.start === value.content && value.anchor === undefined) {
        if (value.kind === 'list' || further > 0) tally.add(`${value.kind === 'list' ? 'dash' : 'indent'} ${further}`);
      }
    }
    count(text, value, tally);
  }
}

function countCollection(text: string, syntax: MapSyntax | ListSyntax, tally: Tally): void {
  if (syntax.style === 'tag') tally.add('short');
  if (syntax.style === 'flow' && syntax.members.length > 0) {
    tally.add(`${/^[ \t]/.test(text.slice(syntax.content + 1)) ? 'padded' : 'tight'} ${syntax.kind}`);
  }
  const isPlain = syntax.members.length > 0 && syntax.members.length < 5 && syntax.members.every(({ value }) => value.kind === 'scalar');
  if (syntax.kind === 'list' && syntax.style !== 'dotted' && isPlain) tally.add(`${syntax.style} list`);
}
