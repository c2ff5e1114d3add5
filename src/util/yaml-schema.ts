import { Schema, isScalar } from 'yaml';
import type { ScalarTag, Tags } from 'yaml';
import { ListNode, MapNode, ScalarNode } from './node.ts';
import type { Node } from './node.ts';
import type { SourceFile, Span } from './span.ts';

const LEFT_AS_TEXT = new Set(['tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:int TIME', 'tag:yaml.org,2002:float TIME']);

function tagKey(tag: { tag: string; format?: string }): string {
  return tag.format === 'TIME' ? `${tag.tag} TIME` : tag.tag;
}

/** Tags of the short intrinsics, `!Ref` and so on; the parser makes a warning, with a stack trace, of every tag that it does not know. */
export const INTRINSIC_TAGS: ReadonlySet<string> = new Set(
  [
    'Ref',
    'Condition',
    'GetAtt',
    'Sub',
    'Join',
    'Select',
    'Split',
    'If',
    'Equals',
    'Not',
    'And',
    'Or',
    'FindInMap',
    'ImportValue',
    'GetStackOutput',
    'Base64',
    'Cidr',
    'GetAZs',
    'Transform',
    'Length',
    'ToJsonString',
  ].map((name) => `!${name}`),
);

const KNOWN_TAGS: Tags = [...INTRINSIC_TAGS].flatMap((tag) => [
  { tag, resolve: (text: string): string => text },
  { tag, collection: 'seq' },
  { tag, collection: 'map' },
]);

/** YAML 1.1 as CloudFormation reads it, except that dates and sexagesimal numbers stay text. */
export const SCHEMA: Schema = new Schema({
  schema: 'yaml-1.1',
  merge: true,
  resolveKnownTags: false,
  customTags: (tags) => [...tags.filter((tag) => typeof tag !== 'object' || !LEFT_AS_TEXT.has(tagKey(tag))), ...KNOWN_TAGS],
});

/** What an unquoted scalar without a tag stands for: its own text, or the number, boolean or null that the text writes. */
export function plainValue(source: string): unknown {
  if (!MAY_BE_TYPED.test(source)) return source;
  const tag = SCHEMA.tags.find(
    (one): one is ScalarTag => one.default === true && 'test' in one && one.test !== undefined && one.test.test(source),
  );
  if (tag?.resolve === undefined) return source;
  const value = tag.resolve(source, () => undefined, {});
  return isScalar(value) ? value.value : value;
}

/** Every text that a tag of the schema could take for its own, and few others. */
const MAY_BE_TYPED = /^(?:[-+.0-9~]|e[-+0-9]|$|(?:y|n|yes|no|on|off|true|false|null)$)/i;

/** The node of a scalar; `source` is its text as written, where that is known. */
export function scalarNode(value: unknown, source: string | undefined, at: Span): ScalarNode {
  const read = staysText(source, value) ? source : value;
  if (typeof read === 'boolean') return source === undefined ? new ScalarNode(read, at) : new ScalarNode(read, at, source);
  if (typeof read === 'string' || read === null) return new ScalarNode(read, at);
  if (typeof read === 'number' || typeof read === 'bigint') return new ScalarNode(Number(read), at, source);
  return new ScalarNode(source ?? null, at);
}

/** What YAML 1.1 parsers in AWS's own tools keep as text: `y`, `n`, a lone `.`, and digits such as an account id with a leading zero. */
function staysText(source: string | undefined, value: unknown): boolean {
  if (source === undefined) return false;
  if (typeof value === 'boolean') return source.length === 1;
  // The parser takes `E3002` for a float without digits.
  if (Number.isNaN(value)) return !/^\.nan$/i.test(source);
  return typeof value === 'number' && (/^0[0-9_]*[89][0-9_]*$/.test(source) || /^[-+.]+$/.test(source));
}

/** `!Name value` as `{Fn::Name: value}`, except `!Ref` and `!Condition`, which keep their names; the tag's place is the key's. */
export function intrinsicNode(source: SourceFile, tag: string, node: Node): Node {
  const { at } = node;
  const name = tag.slice(1);
  const key = name === 'Ref' || name === 'Condition' ? name : name.startsWith('Fn::') ? name : `Fn::${name}`;
  let value = node;
  if (key === 'Fn::GetAtt' && node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('.')) {
    const dot = node.value.indexOf('.');
    value = new ListNode(at, [new ScalarNode(node.value.slice(0, dot), at), new ScalarNode(node.value.slice(dot + 1), at)]);
  }
  const start = source.text.lastIndexOf(tag, at.start);
  const keyAt = start >= 0 && at.start - start <= tag.length + 64 ? { source, start, end: start + tag.length } : at;
  return new MapNode({ source, start: keyAt.start, end: at.end }, new Map([[key, { keyAt, value }]]));
}
