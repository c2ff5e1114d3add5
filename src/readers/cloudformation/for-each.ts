import type { TemplateProblem } from '../../model/template.ts';
import { unknown } from '../../model/value.ts';
import type { Unknown } from '../../model/value.ts';
import { ListNode, MapNode, ScalarNode, onlyEntry, stringOf } from '../../util/node.ts';
import type { Entry, Node } from '../../util/node.ts';
import { LIMITS } from '../../util/read.ts';

const PREFIX = 'Fn::ForEach::';
/** Most entries that the loops of one template may make, and times that they may go round; CloudFormation takes 500 resources. */
const MOST_ENTRIES = 10_000;

/** A tree with its loops unrolled. */
export interface Unrolled {
  readonly root: MapNode;
  /** A loop over resources whose items are known at deployment. */
  readonly opaque: Unknown | null;
  readonly problems: readonly TemplateProblem[];
}

/**
 * Unrolls the `Fn::ForEach` loops of AWS::LanguageExtensions; `itemsOf` gives the items of a collection, undefined when
 * only the deployment knows them. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function unrollForEach(root: MapNode, itemsOf: (collection: Node) => readonly string[] | undefined): Unrolled {
  if (!hasLoop(root)) return { root, opaque: null, problems: [] };
  const unroller = new Unroller(itemsOf);
  const unrolled = unroller.node(root) as MapNode;
  return { root: unrolled, opaque: unroller.opaque, problems: unroller.problems };
}

function hasLoop(node: Node): boolean {
  if (node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some(hasLoop);
  for (const [key, entry] of node.entries) if (key.startsWith(PREFIX) || hasLoop(entry.value)) return true;
  return false;
}

class Unroller {
  readonly problems: TemplateProblem[] = [];
  opaque: Unknown | null = null;
  #count = 0;
  #values = 0;
  readonly #itemsOf: (collection: Node) => readonly string[] | undefined;

  constructor(itemsOf: (collection: Node) => readonly string[] | undefined) {
    this.#itemsOf = itemsOf;
  }

  node(node: Node): Node {
    if (node.kind === 'scalar') return node;
    if (node.kind === 'list')
      return new ListNode(
        node.at,
        node.items.map((item) => this.node(item)),
      );
    const entries = new Map<string, Entry>();
    for (const [key, entry] of node.entries) {
      const loop = key.startsWith(PREFIX) ? loopOf(entry.value) : undefined;
      const unrolled = loop === undefined ? undefined : this.#loop(key, loop, entry);
      if (key.startsWith(PREFIX) && loop === undefined) this.#refuse(`${key} needs an identifier, a collection and a map`, entry);
      for (const [name, inner] of unrolled ?? []) entries.set(name, inner);
      if (unrolled === undefined) entries.set(key, { keyAt: entry.keyAt, value: this.node(entry.value) });
    }
    return new MapNode(node.at, entries);
  }

  #loop(key: string, loop: Loop, entry: Entry): Map<string, Entry> | undefined {
    const items = this.#itemsOf(loop.collection);
    if (items === undefined) {
      this.opaque ??= unknown(`the items of ${key} are known at deployment`, entry.keyAt);
      return undefined;
    }
    const result = new Map<string, Entry>();
    const size = sizeOf(loop.body);
    for (const item of items) {
      // Loops that make nothing, and large bodies, cost time too.
      this.#count++;
      this.#values += size;
      if (this.#isFull) return this.#tooMuch(entry, result);
      const body = new MapNode(loop.body.at, this.#bound(loop, item));
      const inner = this.node(body) as MapNode;
      this.#count += inner.entries.size;
      if (this.#isFull) return this.#tooMuch(entry, result);
      for (const [name, value] of inner.entries) result.set(name, value);
    }
    return result;
  }

  get #isFull(): boolean {
    return this.#count > MOST_ENTRIES || this.#values > LIMITS.nodes;
  }

  #tooMuch(entry: Entry, result: Map<string, Entry>): Map<string, Entry> {
    this.#refuse('the loops of the template make more than can be unrolled', entry);
    return result;
  }

  #bound(loop: Loop, item: string): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const [key, entry] of loop.body.entries) {
      entries.set(substitute(key, loop.identifier, item), { keyAt: entry.keyAt, value: bind(entry.value, loop.identifier, item) });
    }
    return entries;
  }

  #refuse(message: string, entry: Entry): void {
    this.problems.push({ kind: 'bad-intrinsic', resource: null, message, at: entry.keyAt });
    this.opaque ??= unknown(message, entry.keyAt);
  }
}

interface Loop {
  readonly identifier: string;
  readonly collection: Node;
  readonly body: MapNode;
}

function loopOf(node: Node): Loop | undefined {
  if (node.kind !== 'list' || node.items.length !== 3) return undefined;
  const [first, collection, body] = node.items;
  const identifier = stringOf(first);
  return identifier === undefined || collection === undefined || body?.kind !== 'map' ? undefined : { identifier, collection, body };
}

function sizeOf(node: Node): number {
  if (node.kind === 'scalar') return 1;
  const inner = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.value);
  return inner.reduce((sum, part) => sum + sizeOf(part), 1);
}

/** The tree with the identifier replaced: in `Ref`, and as `${Identifier}` or `&{Identifier}` in every key and text. */
function bind(node: Node, identifier: string, item: string): Node {
  switch (node.kind) {
    case 'scalar': {
      if (typeof node.value !== 'string') return node;
      const text = substitute(node.value, identifier, item);
      return text === node.value ? node : new ScalarNode(text, node.at);
    }
    case 'list':
      return new ListNode(
        node.at,
        node.items.map((inner) => bind(inner, identifier, item)),
      );
    case 'map': {
      const only = onlyEntry(node);
      if (only?.key === 'Ref' && stringOf(only.value) === identifier) return new ScalarNode(item, node.at);
      const entries = new Map<string, Entry>();
      for (const [key, entry] of node.entries) {
        entries.set(substitute(key, identifier, item), { keyAt: entry.keyAt, value: bind(entry.value, identifier, item) });
      }
      return new MapNode(node.at, entries);
    }
  }
}

/** `&{Identifier}` is the item without the characters that logical ids may not have. */
function substitute(text: string, identifier: string, item: string): string {
  if (!text.includes(`{${identifier}}`)) return text;
  return text.replaceAll(`\${${identifier}}`, () => item).replaceAll(`&{${identifier}}`, () => item.replace(/[^A-Za-z0-9]/g, ''));
}
