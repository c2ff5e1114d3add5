import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Alias, Document, Node as YamlNode, ParsedNode } from 'yaml';
import { ListNode, MapNode, ScalarNode } from './node.ts';
import type { Node } from './node.ts';
import { LIMITS, ReadError } from './read.ts';
import type { ReadResult, ReadWarning } from './read.ts';
import { repeatedKey } from './repeated-key.ts';
import type { SourceFile, Span } from './span.ts';
import { noteChance } from './steady.ts';
import { deepPlace } from './yaml-depth.ts';
import { indentContinuations, isLeftContinuation } from './yaml-indent.ts';
import type { Indented } from './yaml-indent.ts';
import { readPlainYaml } from './yaml-plain.ts';
import { SCHEMA, intrinsicNode, scalarNode } from './yaml-schema.ts';

/**
 * Reads one YAML document. Short intrinsics become their long form (`!Sub x` is `{Fn::Sub: x}`), with the
 * tag's place as the key's. A file that a strict parser refuses is tried again tolerantly, with a warning.
 */
export function readYaml(source: SourceFile): ReadResult {
  const plain = readPlainYaml(source);
  return plain === undefined ? readByParser(source, true) : { ok: true, ...plain };
}

/**
 * As `readYaml`, by the parser alone, which is slower; `mayHelp`: a text whose only faults are lines in brackets and quotes too
 * far to the left may still be read without it, once it has said so. It would parse the text again for each such line.
 */
export function readByParser(source: SourceFile, mayHelp = false): ReadResult {
  try {
    return parseWith(source, mayHelp);
  } catch (error) {
    if (error instanceof RangeError) {
      // How deep the stack is differs from thread to thread.
      noteChance();
      const start = deepPlace(source.text, LIMITS.depth);
      return { ok: false, error: { message: 'nested too deeply to be read', at: { source, start, end: start } } };
    }
    if (error instanceof ReadError) return { ok: false, error: { message: error.message, at: error.at } };
    throw error;
  }
}

function parseWith(source: SourceFile, mayHelp: boolean): ReadResult {
  const document = parse(source.text, true);
  const first = document.errors[0];
  if (first === undefined) return built(source, document, (offset) => offset, []);
  // The parser reports a full stack as an error of the document.
  if (first.message.startsWith('Maximum call stack')) throw new RangeError(first.message);
  // The parser places what is missing at the end behind the end.
  const length = source.text.length;
  const start = Math.min(first.pos[0], length);
  const place = { source, start, end: Math.min(Math.max(first.pos[1], start), length) };
  const warning = { message: `not valid YAML (${sentence(first.message)}); read tolerantly`, at: place };
  const exact = { ...warning, isExact: true };
  const plain = mayHelp && isLeftContinuation(first) ? readPlainYaml(source, true) : undefined;
  if (plain !== undefined) return { ok: true, node: plain.node, warnings: [exact, ...plain.warnings] };
  const tolerant = parse(source.text, false);
  if (tolerant.errors.length === 0) return built(source, tolerant, (offset) => offset, [warning]);
  const indented = indentedYaml(source.text);
  if (indented !== undefined) return built(source, parse(indented.text, false), indented.original, [exact]);
  return { ok: false, error: { message: `not valid YAML: ${sentence(first.message)}`, at: place } };
}

/** A text whose lines in brackets and quotes are indented as YAML asks for it, for tools that insist; undefined where that does not help. */
export function indentedYaml(text: string): Indented | undefined {
  return indentContinuations(text, (one) => parse(one, false).errors[0]);
}

function parse(text: string, strict: boolean): Document.Parsed {
  return parseDocument(text, {
    version: '1.1',
    schema: SCHEMA,
    merge: true,
    strict,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
}

function built(source: SourceFile, document: Document, original: (offset: number) => number, warnings: readonly ReadWarning[]): ReadResult {
  if (document.contents === null) return { ok: false, error: { message: 'the file is empty', at: wholeFile(source) } };
  const builder = new Builder(source, original);
  const node = builder.node(document.contents, 0);
  return { ok: true, node, warnings: [...warnings, ...builder.warnings] };
}

function sentence(message: string): string {
  return message.split('\n')[0]!.replace(/[.:]+$/, '');
}

function wholeFile(source: SourceFile): Span {
  return { source, start: 0, end: 0 };
}

/** Turns the parser's tree into ours, with limits on depth and on what aliases may unfold to. */
class Builder {
  readonly warnings: ReadWarning[] = [];
  readonly #source: SourceFile;
  /** From offsets of the parsed text to those of the file. */
  readonly #original: (offset: number) => number;
  /** Anchored nodes already built, how many nodes each stands for once unfolded, and how many levels. */
  readonly #built = new Map<YamlNode, { node: Node; size: number; levels: number }>();
  /** The anchored nodes met so far; a later anchor of the same name takes over. The parser's own search is linear for every alias. */
  readonly #anchors = new Map<string, YamlNode>();
  readonly #open = new Set<YamlNode>();
  #size = 0;
  /** The deepest level since the last anchor. */
  #deepest = 0;

  constructor(source: SourceFile, original: (offset: number) => number) {
    this.#original = original;
    this.#source = source;
  }

  node(yaml: ParsedNode | YamlNode, depth: number): Node {
    const at = this.#span(yaml);
    if (depth > LIMITS.depth) throw new ReadError(`nested more than ${LIMITS.depth} levels deep`, at);
    if (++this.#size > LIMITS.nodes) throw new ReadError(`more than ${LIMITS.nodes} values once its aliases are unfolded`, at);
    this.#deepest = Math.max(this.#deepest, depth);
    if (isAlias(yaml)) return this.#alias(yaml, depth);
    if (!isAnchored(yaml)) return this.#tagged(yaml, this.#plain(yaml, at, depth));
    this.#anchors.set(yaml.anchor, yaml);
    const before = { size: this.#size, deepest: this.#deepest };
    this.#deepest = depth;
    this.#open.add(yaml);
    const node = this.#tagged(yaml, this.#plain(yaml, at, depth));
    this.#open.delete(yaml);
    this.#built.set(yaml, { node, size: this.#size - before.size + 1, levels: this.#deepest - depth });
    this.#deepest = Math.max(this.#deepest, before.deepest);
    return node;
  }

  #alias(alias: Alias, depth: number): Node {
    const at = this.#span(alias);
    const target = this.#anchors.get(alias.source);
    if (target === undefined) throw new ReadError(`the alias *${alias.source} has no anchor`, at);
    if (this.#open.has(target)) throw new ReadError(`the alias *${alias.source} contains itself`, at);
    const known = this.#built.get(target);
    if (known === undefined) return this.node(target, depth);
    this.#deepest = Math.max(this.#deepest, depth + known.levels);
    if (this.#deepest > LIMITS.depth) throw new ReadError(`nested more than ${LIMITS.depth} levels deep`, at);
    this.#size += known.size;
    if (this.#size > LIMITS.nodes) throw new ReadError(`more than ${LIMITS.nodes} values once its aliases are unfolded`, at);
    return known.node;
  }

  #plain(yaml: ParsedNode | YamlNode, at: Span, depth: number): Node {
    if (isMap(yaml)) {
      const map = new MapNode(at);
      for (const pair of yaml.items) this.#pair(map, pair as { key: YamlNode; value: YamlNode | null }, depth);
      return map;
    }
    if (isSeq(yaml)) {
      const list = new ListNode(at);
      for (const item of yaml.items) list.items.push(this.node(item as YamlNode, depth + 1));
      return list;
    }
    if (!isScalar(yaml)) throw new ReadError('a value of an unexpected kind', at);
    return scalarNode(yaml.value, yaml.source, at);
  }

  #pair(map: MapNode, pair: { key: YamlNode; value: YamlNode | null }, depth: number): void {
    const keyAt = this.#span(pair.key);
    const key = isAlias(pair.key) ? this.#anchors.get(pair.key.source) : pair.key;
    if (isScalar(key) && key.anchor !== undefined) this.#anchors.set(key.anchor, key);
    if (!isScalar(key)) throw new ReadError('a key that is not a plain text', keyAt);
    const value = pair.value === null ? new ScalarNode(null, keyAt) : this.node(pair.value, depth + 1);
    const name = key.source !== undefined && typeof key.value !== 'string' ? key.source : String(key.value);
    if (name === '<<' && key.type === 'PLAIN') {
      this.#merge(map, value);
      return;
    }
    const earlier = map.entries.get(name);
    const entry = { keyAt, value };
    // What a merge brings may be said anew, once.
    if (earlier !== undefined && this.#merged.get(map)?.delete(name) !== true) this.warnings.push(repeatedKey(name, entry, earlier));
    map.entries.delete(name);
    map.entries.set(name, entry);
  }

  readonly #merged = new Map<MapNode, Set<string>>();

  #merge(map: MapNode, value: Node): void {
    const merged = this.#merged.get(map) ?? new Set<string>();
    this.#merged.set(map, merged);
    for (const source of value.kind === 'list' ? value.items : [value]) {
      if (source.kind !== 'map') continue;
      for (const [key, entry] of source.entries) {
        if (map.has(key)) continue;
        merged.add(key);
        map.entries.set(key, entry);
      }
    }
  }

  #tagged(yaml: YamlNode, node: Node): Node {
    const tag = 'tag' in yaml ? (yaml.tag as string | undefined) : undefined;
    if (tag === undefined || !tag.startsWith('!') || tag.startsWith('!!') || tag === '!') return node;
    return intrinsicNode(this.#source, tag, node);
  }

  #span(yaml: YamlNode): Span {
    const range = yaml.range;
    return { source: this.#source, start: this.#original(range?.[0] ?? 0), end: this.#original(range?.[1] ?? 0) };
  }
}

function isAnchored(yaml: YamlNode): yaml is YamlNode & { anchor: string } {
  return 'anchor' in yaml && yaml.anchor !== undefined;
}
