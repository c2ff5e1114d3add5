import { Parser } from 'yaml';
import type { CST } from 'yaml';
import { ScalarNode } from '../util/node.ts';
import { indentedYaml } from '../util/yaml.ts';
import type { ListNode, MapNode, Node } from '../util/node.ts';
import { Misaligned } from './syntax.ts';
import type { Member, Syntax } from './syntax.ts';

/** A name of `&name` or `*name`, and the offset where it stands. */
export interface NamedPlace {
  readonly name: string;
  readonly at: number;
}

/** How a YAML text is written, with its anchors and aliases in the order of the text. */
export interface YamlSyntax {
  readonly syntax: Syntax;
  readonly anchors: readonly NamedPlace[];
  readonly aliases: readonly NamedPlace[];
}

/**
 * How a YAML text is written, value by value of the tree that was read from it. `isLeft`: lines in brackets or quotes stand further to
 * the left than YAML asks for, which AWS's own tools take.
 * Throws `Misaligned` where text and tree do not go together.
 */
export function yamlSyntax(text: string, tree: Node, isLeft = false): YamlSyntax {
  const documents = tokensOf(text, isLeft).filter((token): token is CST.Document => token.type === 'document');
  const [document] = documents;
  if (documents.length !== 1 || document?.value === undefined) throw new Misaligned('not one document');
  const names: Names = { anchors: [], aliases: [] };
  collect(document, names);
  return { syntax: value(document.value, propsOf(document.start), tree, document.value.offset), ...names };
}

function tokensOf(text: string, isLeft: boolean): CST.Token[] {
  if (!isLeft) return [...new Parser().parse(text)];
  const indented = indentedYaml(text);
  if (indented === undefined) throw new Misaligned('not to be indented');
  const tokens = [...new Parser().parse(indented.text)];
  const seen = new Set<object>();
  for (const token of tokens) placeBack(token, seen, { text, original: indented.original });
  return tokens;
}

/** Gives tokens of an indented text the places and texts that they have in the file. */
function placeBack(part: unknown, seen: Set<object>, file: { readonly text: string; readonly original: (offset: number) => number }): void {
  if (typeof part !== 'object' || part === null || seen.has(part)) return;
  seen.add(part);
  const token = part as { offset?: number; source?: string };
  if (typeof token.offset === 'number') {
    const start = file.original(token.offset);
    if (typeof token.source === 'string') token.source = file.text.slice(start, file.original(token.offset + token.source.length));
    token.offset = start;
  }
  for (const inner of Object.values(part)) placeBack(inner, seen, file);
}

interface Names {
  readonly anchors: NamedPlace[];
  readonly aliases: NamedPlace[];
}

function collect(token: CST.Token, names: Names): void {
  if (token.type === 'anchor' || token.type === 'alias') {
    names[token.type === 'anchor' ? 'anchors' : 'aliases'].push({ name: token.source.slice(1), at: token.offset });
  }
  if (token.type === 'document') for (const one of [...token.start, token.value]) if (one !== undefined) collect(one, names);
  if (!('items' in token)) return;
  for (const { start, key, sep, value: inner } of token.items) {
    for (const one of [...start, key, ...(sep ?? []), inner]) if (one !== undefined && one !== null) collect(one, names);
  }
}

interface Props {
  readonly start: number | undefined;
  readonly anchor: CST.SourceToken | undefined;
  readonly tag: CST.SourceToken | undefined;
  readonly end: number;
}

const NO_PROPS: Props = { start: undefined, anchor: undefined, tag: undefined, end: -1 };

/** The anchor and the tag among the tokens before a value. */
function propsOf(tokens: readonly CST.SourceToken[], from: number = 0): Props {
  let props = NO_PROPS;
  for (const token of tokens) {
    if (token.offset < from || (token.type !== 'anchor' && token.type !== 'tag')) continue;
    if (props[token.type] !== undefined) throw new Misaligned('two of a kind');
    props = { ...props, start: props.start ?? token.offset, [token.type]: token, end: token.offset + token.source.length };
  }
  return props;
}

function value(token: CST.Token | null | undefined, props: Props, node: Node, intro: number): Syntax {
  const anchor = props.anchor?.source.slice(1);
  const start = props.start ?? token?.offset ?? intro;
  const named = anchor === undefined ? {} : { anchor };
  const tag = props.tag?.source;
  if (tag !== undefined && props.tag !== undefined) {
    const isIntrinsic = tag !== '!' && !tag.startsWith('!!') && tag.startsWith('!') && node.kind === 'map' && node.entries.size === 1;
    const isBehind = props.anchor === undefined || props.anchor.offset < props.tag.offset;
    if (!isIntrinsic || !isBehind) {
      const inner = value(token, NO_PROPS, node, props.end);
      return { kind: 'opaque', node, start, content: start, end: Math.max(inner.end, props.end), ...named };
    }
    return { ...intrinsic(token, props.tag, node), start, ...named };
  }
  const content = token?.offset ?? (props.end < 0 ? intro : props.end);
  if (token === null || token === undefined) return { kind: 'scalar', style: 'empty', node, start, content, end: content, ...named };
  return { ...plain(token, node), start, content, ...named };
}

/** `!Name value`. */
function intrinsic(token: CST.Token | null | undefined, tag: CST.SourceToken, node: MapNode): Syntax {
  const [key, entry] = node.entries.entries().next().value!;
  const intro = tag.offset + tag.source.length;
  const isDotted = key === 'Fn::GetAtt' && entry.value.kind === 'list' && token?.type !== 'flow-collection' && token?.type !== 'block-seq';
  const inner = isDotted ? dotted(token, entry.value) : value(token, NO_PROPS, entry.value, intro);
  const member: Member = { key, start: tag.offset, intro, value: inner, end: inner.end, role: 'entry' };
  return { kind: 'map', style: 'tag', node, start: tag.offset, content: tag.offset, end: inner.end, members: [member] };
}

function dotted(token: CST.Token | null | undefined, node: ListNode): Syntax {
  if (token === null || token === undefined) throw new Misaligned('no attribute');
  const place = { start: token.offset, content: token.offset, end: endOf(token) };
  const members = node.items.map((item): Member => {
    return {
      key: undefined,
      start: place.start,
      intro: place.start,
      end: place.end,
      role: 'entry',
      value: { kind: 'scalar', style: 'plain', node: item, ...place },
    };
  });
  return { kind: 'list', style: 'dotted', node, members, ...place };
}

function plain(token: CST.Token, node: Node): Syntax {
  const place = { node, start: token.offset, content: token.offset, end: endOf(token) };
  switch (token.type) {
    case 'alias':
      return { kind: 'opaque', alias: token.source.slice(1), ...place };
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'block-scalar':
      if (node.kind !== 'scalar') throw new Misaligned('not a scalar');
      return { kind: 'scalar', style: SCALAR_STYLES[token.type], ...place };
    case 'block-map':
    case 'block-seq':
    case 'flow-collection': {
      if (node.kind === 'scalar') throw new Misaligned('a scalar');
      const style = token.type === 'flow-collection' ? 'flow' : 'block';
      if (style === 'flow' && token.type === 'flow-collection' && token.end.length === 0) throw new Misaligned('not closed');
      const isMap = token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');
      if (isMap !== (node.kind === 'map')) throw new Misaligned('another collection');
      const members = node.kind === 'map' ? mapMembers(token, node) : listMembers(token, node);
      const end = style === 'flow' ? place.end : (members.at(-1)?.end ?? place.end);
      const start = style === 'flow' ? place.start : (members[0]?.start ?? place.start);
      return { kind: node.kind, style, ...place, members, end, start, content: start };
    }
    default:
      throw new Misaligned(token.type);
  }
}

const SCALAR_STYLES = {
  scalar: 'plain',
  'single-quoted-scalar': 'single',
  'double-quoted-scalar': 'double',
  'block-scalar': 'block',
} as const;

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

function mapMembers(token: Collection, node: MapNode): Member[] {
  const names = new Map<number, string>();
  for (const [name, { keyAt }] of node.entries) names.set(keyAt.start, name);
  const members: Member[] = [];
  for (const item of token.items) {
    markComma(members, item.start);
    if (item.key === undefined && item.sep === undefined && item.value === undefined) continue;
    if (item.key === null || item.key === undefined) throw new Misaligned('no key');
    const colon = item.sep?.find((one) => one.type === 'map-value-ind')?.offset;
    const isOdd = item.start.some(({ type }) => type === 'explicit-key-ind' || type === 'anchor' || type === 'tag');
    const keyEnd = endOf(item.key);
    const first = item.start.find(({ type }) => type === 'explicit-key-ind' || type === 'anchor' || type === 'tag');
    const key = names.get(item.key.offset);
    const isMerge = item.key.type === 'scalar' && item.key.source === '<<';
    const role = isMerge ? 'merge' : isOdd || item.key.type === 'alias' ? 'odd' : key === undefined ? 'doubled' : 'entry';
    const intro = colon === undefined ? keyEnd : colon + 1;
    const props = propsOf(item.sep ?? []);
    const written = key === undefined ? opaque(item.value, props, intro) : value(item.value, props, node.get(key)!, intro);
    const start = first?.offset ?? item.key.offset;
    members.push({ key, start, intro: colon === undefined ? -1 : intro, value: written, end: Math.max(written.end, intro), role });
  }
  if ([...names.values()].some((name) => !members.some(({ key }) => key === name)) && !members.some(({ role }) => role === 'merge')) {
    throw new Misaligned('a key that is not written');
  }
  return members;
}

function opaque(token: CST.Token | null | undefined, props: Props, intro: number): Syntax {
  const start = props.start ?? token?.offset ?? intro;
  const end = token === null || token === undefined ? Math.max(props.end, intro) : endOf(token);
  const alias = token?.type === 'alias' ? { alias: token.source.slice(1) } : {};
  return { kind: 'opaque', node: NOTHING, start, content: start, end, ...alias };
}

const NOTHING = new ScalarNode(null, undefined as never);

function listMembers(token: Collection, node: ListNode): Member[] {
  const members: Member[] = [];
  for (const item of token.items) {
    markComma(members, item.start);
    if (item.key !== undefined || item.sep !== undefined) {
      members.push(pair(item, node.items[members.length]));
      continue;
    }
    const dash = item.start.find(({ type }) => type === 'seq-item-ind')?.offset;
    if (dash === undefined && item.value === undefined && !item.start.some(({ type }) => type === 'tag' || type === 'anchor')) continue;
    const of = node.items[members.length];
    if (of === undefined) throw new Misaligned('more items than read');
    const props = propsOf(item.start, dash);
    const intro = dash === undefined ? (props.start ?? item.value?.offset ?? 0) : dash + 1;
    const written = value(item.value, props, of, intro);
    members.push({ key: undefined, start: dash ?? intro, intro, value: written, end: Math.max(written.end, intro), role: 'entry' });
  }
  if (members.length !== node.items.length) throw new Misaligned('fewer items than read');
  return members;
}

/** `[key: value]`: a map without braces, which is only replaced as a whole. */
function pair({ start: marks, key, sep, value: inner }: CST.FlowCollection['items'][number], node: Node | undefined): Member {
  const tokens = [...marks, key, ...(sep ?? []), inner].filter((token) => token !== undefined && token !== null);
  const own = tokens.filter(({ type }) => !BETWEEN.has(type));
  if (node === undefined || own.length === 0) throw new Misaligned('a pair without a value');
  const start = Math.min(...own.map(({ offset }) => offset));
  const end = Math.max(...own.map(endOf));
  return { key: undefined, start, intro: start, end, role: 'entry', value: { kind: 'opaque', node, start, content: start, end } };
}

const BETWEEN: ReadonlySet<string> = new Set(['space', 'newline', 'comma', 'comment']);

/** Notes where the comma behind the last member stands. */
function markComma(members: Member[], tokens: readonly CST.SourceToken[]): void {
  const comma = tokens.find(({ type }) => type === 'comma')?.offset;
  const last = members.at(-1);
  if (comma !== undefined && last !== undefined) members[members.length - 1] = { ...last, comma };
}

/** The offset behind a token's last character, without comments, blanks and breaks that follow it. */
function endOf(token: CST.Token): number {
  switch (token.type) {
    case 'flow-collection': {
      const close = token.end[0];
      return close === undefined ? token.offset + 1 : close.offset + close.source.length;
    }
    case 'block-scalar': {
      const last = token.props.at(-1);
      const from = last === undefined ? token.offset : last.offset + ('source' in last ? last.source.length : 0);
      const source = token.source.replace(/\r?\n$/, '');
      if (source !== '' || token.source !== '') return from + source.length;
      const header = token.props.find(({ type }) => type === 'block-scalar-header');
      return header === undefined ? from : header.offset + ('source' in header ? header.source.length : 0);
    }
    case 'block-map':
    case 'block-seq': {
      let end = token.offset;
      for (const { start, key, sep, value: inner } of token.items) {
        for (const one of [...start, ...(sep ?? [])]) if (MARKS.has(one.type)) end = Math.max(end, one.offset + one.source.length);
        for (const part of [key, inner]) if (part !== null && part !== undefined) end = Math.max(end, endOf(part));
      }
      return end;
    }
    default:
      return token.offset + ('source' in token ? token.source.length : 0);
  }
}

const MARKS: ReadonlySet<string> = new Set(['map-value-ind', 'seq-item-ind', 'anchor', 'tag', 'explicit-key-ind']);
