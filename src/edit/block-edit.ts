import { causesOf } from './causes.ts';
import { activeMembers } from './draft.ts';
import type { Draft, DraftCollection, DraftMember } from './draft.ts';
import { FlowEditor, freshOver } from './flow-edit.ts';
import type { Desk } from './flow-edit.ts';
import { blanksBetween, columnOf } from './habits.ts';
import { commentsOver } from './heading.ts';
import { refuse } from './refusal.ts';
import type { Member, ScalarSyntax, Syntax } from './syntax.ts';
import { ValueEditor } from './value-edit.ts';
import type { Slot } from './value-edit.ts';

/** Edits block maps and block lists, line by line. */
export class BlockEditor {
  readonly #desk: Desk;
  readonly #flow: FlowEditor;
  readonly #values: ValueEditor;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#flow = new FlowEditor(desk);
    this.#values = new ValueEditor(desk);
  }

  /** Makes the edits of the file's own value. */
  root(draft: Draft): void {
    if (draft.kind === 'kept') return;
    const { lines, reading } = this.#desk;
    if (reading.isJson) return this.#flow.value(draft, { start: reading.syntax.start, intro: 0, end: lines.text.length });
    if (draft.kind === 'fresh') return refuse('the whole file would become something else');
    this.#value(draft, { column: -reading.habits.indent, mark: 'key', intro: -1, depth: 0 });
  }

  #value(draft: Draft, slot: Slot): void {
    if (draft.kind === 'kept') return;
    if (draft.kind === 'fresh') return this.#values.replace(draft, slot);
    switch (draft.syntax.style) {
      case 'block':
        return this.#collection(draft, slot);
      case 'flow':
        return this.#flow.value(draft, { start: draft.syntax.start, end: draft.syntax.end, intro: slot.intro });
      case 'dotted':
        return refuse('an attribute is not written on its own');
      case 'tag':
        return this.#tagged(draft, slot);
    }
  }

  /** `!Name value`: the value alone where it stays of its kind, else all of it. */
  #tagged(draft: DraftCollection, slot: Slot): void {
    const [only] = draft.members;
    const inner = only?.removed === undefined ? only?.value : undefined;
    const origin = only?.origin;
    if (inner?.kind === 'kept') return;
    if (inner !== undefined && origin !== undefined) {
      if (inner.kind === 'collection' && inner.syntax.style !== 'dotted') return this.#value(inner, { ...slot, intro: origin.intro });
      if (inner.kind === 'fresh' && typeof inner.value === 'string' && only?.key !== 'Fn::GetAtt' && this.#values.inPlace(inner)) return;
    }
    this.#values.replace(freshOver(draft), slot);
  }

  #collection(draft: DraftCollection, slot: Slot): void {
    const { lines } = this.#desk;
    const first = draft.syntax.members[0]!;
    const column = columnOf(lines.text, first.start);
    const isInline = lines.before(first.start).trim() !== '';
    this.#checkTabs(draft);
    if (activeMembers(draft).length === 0) return this.#emptied(draft, slot, isInline);
    const done = isInline ? this.#firstOnLine(draft, column) : this.#leading(draft, column, slot);
    let anchor: Member | undefined;
    for (const member of draft.members) {
      const { origin } = member;
      if (origin !== undefined) anchor = origin;
      if (done.has(member)) continue;
      if (origin === undefined) {
        if (anchor !== undefined) this.#add(draft, member, { column, slot, anchor });
      } else if (member.removed !== undefined) this.#removeLines(draft, origin, member.removed);
      else {
        const mark = draft.syntax.kind === 'map' ? 'key' : 'dash';
        this.#value(member.value, { column, mark, intro: origin.intro, depth: slot.depth + 1, ...this.#dashBeside(draft, column) });
      }
    }
  }

  /** The dash habit of the lists in the same map. */
  #dashBeside({ syntax }: DraftCollection, column: number): { readonly dash?: number } {
    if (syntax.kind !== 'map') return {};
    const list = syntax.members.find(({ value }) => value.kind === 'list' && value.style === 'block' && value.anchor === undefined);
    const dash = list?.value.kind === 'list' ? columnOf(this.#desk.lines.text, list.value.members[0]!.start) - column : -1;
    return dash < 0 ? {} : { dash };
  }

  #checkTabs({ syntax, members }: DraftCollection): void {
    const { lines } = this.#desk;
    if (members.every(({ removed, added }) => removed === undefined && added === undefined)) return;
    if (syntax.members.some(({ role }) => role === 'odd')) refuse('it is written in a form of YAML that is not edited');
    if (syntax.members.some(({ start }) => lines.before(start).includes('\t'))) refuse('it is indented with tabs');
  }

  /** The text of a new member, without the indentation of its first line. */
  #text(draft: DraftCollection, { key, value }: DraftMember, column: number, hasLiterals: boolean = true): string {
    const authored = value.kind === 'fresh' ? value.value : refuse('it has no value');
    const writer = hasLiterals ? this.#desk.writer : this.#desk.writer.withoutLiterals();
    if (key === undefined) return writer.item(authored, column);
    const mark = this.#desk.lines.text[draft.syntax.members[0]!.start];
    const quote = mark === '"' ? 'double' : mark === "'" ? 'single' : undefined;
    return writer.entry(key, authored, { column, quote, ...this.#dashBeside(draft, column) });
  }

  /** New members before the first one, which begins its line. */
  #leading(draft: DraftCollection, column: number, slot: Slot): Set<DraftMember> {
    const { lines, edits, reading } = this.#desk;
    const { eol } = reading.habits;
    const added = leadingMembers(draft);
    let at = lines.startOf(draft.syntax.members[0]!.start);
    const key = at;
    while (at > 0 && lines.commentColumn(lines.startOf(at - 1)) === column) at = lines.startOf(at - 1);
    // A comment at the top of the file is about the file.
    if (at === 0) at = key;
    for (const member of added) {
      const blank = this.#isSpaced(draft, slot, member) ? eol : '';
      edits.insert(at, `${' '.repeat(column)}${this.#text(draft, member, column)}${eol}${blank}`, member.added!);
    }
    return new Set(added);
  }

  /**
   * The first member stands behind a dash. If it goes, the next one moves up to the dash, and comments in between above it.
   * Gives the members that need nothing more.
   */
  #firstOnLine(draft: DraftCollection, column: number): Set<DraftMember> {
    const { lines, edits, reading } = this.#desk;
    const { eol } = reading.habits;
    const first = draft.members.find(({ origin }) => origin !== undefined)!;
    const origin = first.origin!;
    const pad = ' '.repeat(column);
    const lead = leadingMembers(draft);
    const done = new Set(lead);
    const texts = lead.map((member) => this.#text(draft, member, column));
    if (first.removed === undefined) {
      for (const [i, member] of lead.entries()) edits.insert(origin.start, texts[i]! + eol + pad, member.added!);
      return done;
    }
    done.add(first);
    const next = draft.members.slice(draft.members.indexOf(first)).find(({ removed }) => removed === undefined);
    const causes = new Set([...first.removed, ...lead.flatMap(({ added }) => [...added!])]);
    if (lead.length > 0 || next?.origin === undefined) {
      if (lead.length === 0 && next !== undefined) {
        texts.push(this.#text(draft, next, column));
        done.add(next);
        for (const cause of next.added ?? []) causes.add(cause);
      }
      edits.replace(origin.start, origin.end, texts.join(eol + pad), causes);
      return done;
    }
    const start = lines.startOf(origin.start);
    const prefix = lines.before(origin.start);
    const indent = /^[\s\uFEFF]*/.exec(prefix)![0];
    const gone = draft.members.filter((member) => member.removed !== undefined && member.origin!.start < next.origin!.start);
    for (const member of gone) done.add(member);
    const comments = this.#commentsBetween(gone, next.origin.start).map((comment) => indent + comment + eol);
    for (const cause of gone.flatMap(({ removed }) => [...removed!])) causes.add(cause);
    edits.replace(start, next.origin.start, comments.join('') + prefix, causes);
    return done;
  }

  /** The comments on lines of their own behind and between removed members, up to an offset. */
  #commentsBetween(gone: readonly DraftMember[], end: number): string[] {
    const { lines } = this.#desk;
    const comments: string[] = [];
    for (const [i, { origin }] of gone.entries()) {
      const to = gone[i + 1]?.origin?.start ?? end;
      for (let at = lines.next(origin!.end); at < to; at = lines.next(at)) {
        if (lines.commentColumn(at) !== undefined) comments.push(lines.text.slice(at, lines.endOf(at)).trim());
      }
    }
    return comments;
  }

  #emptied(draft: DraftCollection, slot: Slot, isInline: boolean): void {
    const { lines, edits } = this.#desk;
    const { syntax } = draft;
    const empty = syntax.kind === 'map' ? '{}' : '[]';
    const [first, ...others] = syntax.members;
    const causes = causesOf(draft);
    if (isInline || slot.intro < 0) edits.replace(first!.start, first!.end, empty, causes);
    else {
      const anchor =
        syntax.anchor === undefined ? slot.intro : lines.text.indexOf(`&${syntax.anchor}`, slot.intro) + syntax.anchor.length + 1;
      edits.insert(Math.max(slot.intro, anchor), ` ${empty}`, causes);
      this.#removeLines(draft, first!, causes);
    }
    for (const member of others) this.#removeLines(draft, member, causes);
  }

  /** Removes a member's lines; of the blank lines around it those above go, if there are some below as well. */
  #removeLines({ syntax }: DraftCollection, origin: Member, causes: ReadonlySet<number>): void {
    const { lines, edits, reading } = this.#desk;
    const end = lines.next(origin.end);
    const before = syntax.members[syntax.members.indexOf(origin) - 1];
    const start = commentsOver(lines, { origin, before, isLast: origin === syntax.members.at(-1) });
    const isLast = origin === syntax.members.at(-1) || end >= lines.text.length || lines.isBlank(end);
    // Blank lines may be the end of a text behind `|+`.
    const from = isLast && before !== undefined ? Math.max(lines.blankAbove(start), lines.next(before.end)) : start;
    const column = columnOf(lines.text, origin.start);
    if (before !== undefined && endsKept(lines.text, before.value)) {
      let to = end;
      while (lines.isBlank(to)) to = lines.next(to);
      return edits.replace(from, to, '', causes);
    }
    const isBelowText = syntax.members.some((member) => member.end < origin.start && endsWithText(member.value));
    if (!isBelowText || !lines.continuesText(end, column)) return edits.replace(from, end, '', causes);
    // Comments farther right that stay would be read as more of the text above.
    let to = end;
    let comments = '';
    for (; lines.isBlank(to) || lines.commentColumn(to) !== undefined; to = lines.next(to)) {
      const comment = lines.text.slice(to, lines.next(to)).trimStart();
      const isLeft = (lines.commentColumn(to) ?? column) <= column;
      comments += comment === '' ? reading.habits.eol : isLeft ? lines.text.slice(to, lines.next(to)) : ' '.repeat(column) + comment;
    }
    edits.replace(from, end, '', causes);
    edits.replace(end, to, comments, causes);
  }

  /** Writes a new member on lines of its own behind another. */
  #add(draft: DraftCollection, member: DraftMember, at: { readonly column: number; readonly slot: Slot; readonly anchor: Member }): void {
    const { eol } = this.#desk.reading.habits;
    const blank = this.#isSpaced(draft, at.slot, member) && !endsKept(this.#desk.lines.text, at.anchor.value) ? eol : '';
    const place = this.#behind(draft, at);
    const text = this.#text(draft, member, at.column, !this.#desk.lines.continuesText(place, at.column));
    this.#desk.edits.insert(place, `${blank}${' '.repeat(at.column)}${text}${eol}`, member.added!);
  }

  /** Where a new member goes: behind the other's lines and the comments that belong to it. */
  #behind({ syntax }: DraftCollection, { column, slot, anchor }: { column: number; slot: Slot; anchor: Member }): number {
    const { lines } = this.#desk;
    // Dashes in the column of their key: a comment in that column is about the next key.
    const isFlush = syntax.kind === 'list' && slot.mark === 'key' && column === slot.column;
    const isLast = anchor === syntax.members.at(-1) && !isFlush;
    let at = lines.next(anchor.end);
    for (;;) {
      const comment = lines.commentColumn(at);
      if (comment === undefined || (isLast ? comment < column : comment <= column)) return at;
      at = lines.next(at);
    }
  }

  /** Whether the owner has a blank line between members such as these. */
  #isSpaced({ syntax }: DraftCollection, { depth }: Slot, { value }: DraftMember): boolean {
    const { lines, reading } = this.#desk;
    if (depth === 0) return reading.habits.hasBlankBetweenSections && value.kind === 'fresh' && typeof value.value === 'object';
    return (
      blanksBetween(lines.text, syntax.members, { mayTie: depth === 1 }) ??
      (depth === 1 && syntax.kind === 'map' && this.#isResources(syntax.start))
    );
  }

  #isResources(start: number): boolean {
    const { reading } = this.#desk;
    if (!reading.habits.hasBlankBetweenSections || reading.syntax.kind !== 'map') return false;
    return reading.syntax.members.some(({ key, value }) => key === 'Resources' && value.start === start);
  }
}

/** New members before the first one that was there. */
function leadingMembers(draft: DraftCollection): DraftMember[] {
  const first = draft.members.findIndex(({ origin }) => origin !== undefined);
  return draft.members.slice(0, first);
}

/** Whether a value ends with a text behind `|+`, to which blank lines behind it would belong. */
function endsKept(text: string, value: Syntax): boolean {
  const last = lastScalar(value);
  return last?.style === 'block' && /^[|>][0-9]?\+/.test(text.slice(last.content, last.content + 3));
}

/** Whether a value ends with a text behind `|` or `>`. */
function endsWithText(value: Syntax): boolean {
  return lastScalar(value)?.style === 'block';
}

function lastScalar(value: Syntax): ScalarSyntax | undefined {
  if (value.kind === 'scalar') return value;
  const last = value.kind === 'opaque' || value.style === 'flow' ? undefined : value.members.at(-1);
  return last === undefined ? undefined : lastScalar(last.value);
}
