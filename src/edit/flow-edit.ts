import type { Authored } from '../model/change.ts';
import { causesOf } from './causes.ts';
import { activeMembers, authoredOf, expectedNode } from './draft.ts';
import type { Draft, DraftCollection, DraftMember, Fresh } from './draft.ts';
import type { Edits } from './edits.ts';
import { jsonEntry, jsonText } from './json-writer.ts';
import type { JsonLayout } from './json-writer.ts';
import type { Lines } from './lines.ts';
import type { Reading } from './reading.ts';
import { refuse } from './refusal.ts';
import { scalarText } from './scalar-text.ts';
import type { Member } from './syntax.ts';
import type { YamlWriter } from './yaml-writer.ts';

/** What an editor of a file works with; `lines` are those of its text with a line break at the end. */
export interface Desk {
  readonly reading: Reading;
  readonly lines: Lines;
  readonly edits: Edits;
  readonly writer: YamlWriter;
}

/** Edits what stands in brackets and braces: JSON, and flow collections in YAML. */
export class FlowEditor {
  readonly #desk: Desk;
  readonly #json: JsonLayout;

  constructor(desk: Desk) {
    this.#desk = desk;
    const { eol, jsonIndent: indent, jsonColon: colon } = desk.reading.habits;
    this.#json = { eol, indent, colon, comma: colon === ':' && desk.reading.isJson ? ',' : ', ' };
  }

  /** Makes the edits of one value in brackets; `member` says where it stands. */
  value(draft: Draft, member: Pick<Member, 'intro' | 'start' | 'end'>, isJsonLike: boolean = this.#desk.reading.isJson): void {
    if (draft.kind === 'kept') return;
    if (draft.kind === 'fresh') return this.#replace(draft, member, isJsonLike);
    const { syntax } = draft;
    if (syntax.style !== 'tag')
      return syntax.style === 'dotted' ? refuse('an attribute is not written on its own') : this.collection(draft);
    const [only] = draft.members;
    const inner = only?.value;
    if (only?.removed === undefined && inner?.kind === 'kept') return;
    if (only?.removed === undefined && inner?.kind === 'collection' && inner.syntax.style !== 'dotted') {
      return this.value(inner, only!.origin!, isJsonLike);
    }
    this.#replace(freshOver(draft), member, isJsonLike);
  }

  #replace(fresh: Fresh, member: Pick<Member, 'intro' | 'start' | 'end'>, isJsonLike: boolean): void {
    const { over, causes } = fresh;
    if (over === undefined) return refuse('it has no place');
    const pad = this.#padOf(member.start);
    if (over.kind === 'scalar' && over.style === 'empty') {
      const text = this.#text(fresh.value, isJsonLike, pad);
      return this.#desk.edits.insert(over.end, member.intro < 0 ? `: ${text}` : ` ${text}`, causes);
    }
    const isQuoted = over.kind === 'scalar' && (over.style === 'single' || over.style === 'double');
    if (isQuoted && typeof fresh.value === 'string' && !isJsonLike) {
      const quote = over.style === 'single' ? 'single' : 'double';
      return this.#desk.edits.replace(over.content, over.end, scalarText(fresh.value, quote, { isQuoted }), causes);
    }
    const start = over.kind === 'scalar' ? over.content : over.start;
    this.#desk.edits.replace(start, over.end, this.#text(fresh.value, isJsonLike, pad), causes);
  }

  #text(value: Authored, isJsonLike: boolean, pad: string | undefined): string {
    return isJsonLike ? jsonText(value, this.#json, pad) : this.#desk.writer.flow(value);
  }

  /** The indentation of a line on which a value in several lines may begin; undefined when it has to stay on its line. */
  #padOf(start: number): string | undefined {
    const before = this.#desk.lines.before(start);
    return /^\s*$/.test(before) && before !== '' ? before.replace('\uFEFF', '') : undefined;
  }

  /** A flow map or list: its members, and what stands between them. */
  collection(draft: DraftCollection): void {
    const { syntax, members } = draft;
    const isJsonLike =
      this.#desk.reading.isJson || (syntax.kind === 'map' && this.#desk.lines.text[syntax.members[0]?.start ?? -1] === '"');
    for (const { value, removed, origin } of members) {
      if (removed === undefined && origin !== undefined) this.value(value, origin, this.#desk.reading.isJson || isJsonLike);
    }
    if (members.every(({ removed, added }) => removed === undefined && added === undefined)) return;
    if (syntax.members.some(({ role }) => role === 'odd')) refuse('it is written in a form of YAML that is not edited');
    if (activeMembers(draft).length === 0) this.#emptied(draft);
    else if (this.#hasOwnLines(draft)) this.#byLines(draft, isJsonLike);
    else this.#onLine(draft, isJsonLike);
  }

  #member({ key, value }: DraftMember, isJsonLike: boolean, pad: string | undefined): string {
    const authored = value.kind === 'fresh' ? value.value : refuse('it has no value');
    if (key === undefined) return this.#text(authored, isJsonLike, pad);
    return isJsonLike ? jsonEntry(key, authored, this.#json, pad) : this.#desk.writer.flowEntry(key, authored);
  }

  #emptied({ syntax, members }: DraftCollection): void {
    const causes = new Set(members.flatMap(({ removed }) => [...(removed ?? [])]));
    const { text } = this.#desk.lines;
    const from = syntax.content + 1;
    const to = syntax.end - 1;
    if (hasOwnComment(outside(text, from, to, syntax.members))) return refuse('a comment stands in the brackets that it would leave empty');
    this.#desk.edits.replace(from, to, '', causes);
  }

  /** Whether each member stands on lines of its own, and so does the closing bracket. */
  #hasOwnLines({ syntax }: DraftCollection): boolean {
    const { lines } = this.#desk;
    return (
      lines.before(syntax.end - 1).trim() === '' &&
      syntax.members.every((member) => {
        const end = lines.endOf(member.end);
        const behind = lines.text.slice((member.comma ?? member.end - 1) + 1, end);
        return (member.comma ?? 0) < end && lines.before(member.start).trim() === '' && /^\s*(?:#.*)?$/.test(behind);
      })
    );
  }

  #byLines(draft: DraftCollection, isJsonLike: boolean): void {
    const { lines, edits } = this.#desk;
    const { eol } = this.#json;
    const first = draft.syntax.members[0]!;
    const pad = lines.before(first.start);
    const last = activeMembers(draft).at(-1)!;
    const hasTrailing = draft.syntax.members.at(-1)!.comma !== undefined;
    let at = lines.startOf(first.start);
    for (const member of draft.members) {
      const { origin } = member;
      const needsComma = member !== last || hasTrailing;
      if (origin === undefined) {
        edits.insert(at, `${pad}${this.#member(member, isJsonLike, pad)}${needsComma ? ',' : ''}${eol}`, member.added!);
        continue;
      }
      at = lines.next(Math.max(origin.end, origin.comma ?? 0));
      if (member.removed !== undefined) edits.replace(lines.startOf(origin.start), at, '', member.removed);
      else if (needsComma && origin.comma === undefined) edits.insert(origin.end, ',', nextCauses(draft, member));
      else if (!needsComma && origin.comma !== undefined) edits.replace(origin.comma, origin.comma + 1, '', nextCauses(draft, member));
    }
  }

  /** Members on one line, or anyhow: what stands between two that stay, and were not neighbours, is written anew. */
  #onLine(draft: DraftCollection, isJsonLike: boolean): void {
    const { text } = this.#desk.lines;
    const originals = draft.syntax.members;
    const gaps = originals.slice(1).map((member, i) => text.slice(originals[i]!.end, member.start));
    const usual = gaps.findLast((gap) => /^\s*,\s*$/.test(gap)) ?? this.#json.comma;
    let before: Member | undefined;
    let made: DraftMember[] = [];
    let gone: DraftMember[] = [];
    const flush = (behind: Member | undefined): void => {
      if (made.length + gone.length === 0) return;
      const parts = made.map((member) => this.#member(member, isJsonLike, undefined));
      const start = before?.end ?? originals[0]!.start;
      const end = behind?.start ?? originals.at(-1)!.end;
      const index = behind === undefined ? -1 : originals.indexOf(behind);
      const gap = index > 0 ? gaps[index - 1]! : usual;
      if (hasOwnComment(outside(text, start, end, originals).replace(index > 0 ? gap : '', ''))) {
        refuse('a comment stands between the values in brackets');
      }
      const lead = before === undefined ? '' : parts.length > 0 ? usual : '';
      const tail = behind === undefined ? '' : before === undefined && parts.length === 0 ? '' : gap;
      const causes = new Set([...made, ...gone].flatMap(({ added, removed }) => [...(added ?? removed ?? [])]));
      this.#desk.edits.replace(start, end, lead + parts.join(usual) + tail, causes);
    };
    for (const member of draft.members) {
      if (member.origin === undefined) made.push(member);
      else if (member.removed !== undefined) gone.push(member);
      else {
        flush(member.origin);
        before = member.origin;
        made = [];
        gone = [];
      }
    }
    flush(undefined);
  }
}

/** A draft as a new value in the place of the whole old one. */
export function freshOver(draft: DraftCollection): Fresh {
  return { kind: 'fresh', value: authoredOf(expectedNode(draft)), over: draft.syntax, causes: causesOf(draft) };
}

/** The changes that make a comma needed behind a member, or needless. */
function nextCauses({ members }: DraftCollection, member: DraftMember): Set<number> {
  const behind = members.slice(members.indexOf(member) + 1);
  return new Set(behind.flatMap(({ added, removed }) => [...(added ?? removed ?? [])]));
}

/** A stretch of text without the members in it. */
function outside(text: string, start: number, end: number, members: readonly Member[]): string {
  let result = '';
  let from = start;
  for (const member of members) {
    if (member.start < from || member.end > end) continue;
    result += text.slice(from, member.start);
    from = member.end;
  }
  return result + text.slice(from, end);
}

function hasOwnComment(text: string): boolean {
  return /(?:^|\n)[ \t]*#/.test(text);
}
