import { arnTemplateOf } from '../../../data/arn-templates.ts';
import { arnAttributeOf, attributesOf, refAttributeOf, refKind } from '../../../data/resource-types.ts';
import type { Atom } from '../../../model/value.ts';
import type { Scope } from '../scope.ts';

/**
 * What the ARN of a resource is put together of, where each part can be named by itself: `!Ref` of a GraphQL API is
 * `arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${Api.ApiId}`. Undefined for everything else.
 */
export function arnParts(atom: Atom, scope: Scope): readonly Atom[] | undefined {
  if (atom.kind !== 'resource' || !atom.id.startsWith(scope.prefix)) return undefined;
  const type = scope.typeOf(atom.id.slice(scope.prefix.length));
  if (type === undefined) return undefined;
  const isArn = atom.attribute === null ? refKind(type) === 'arn' : atom.attribute === arnAttributeOf(type);
  const template = isArn ? arnTemplateOf(type) : undefined;
  // Characters that AWS draws are no part that the template can name.
  if (template === undefined || template.includes('?')) return undefined;
  const parts: Atom[] = [];
  for (const [index, piece] of template.split(/\$\{(\w+)\}/).entries()) {
    const part = index % 2 === 0 ? ({ kind: 'literal', text: piece } satisfies Atom) : namedPart(piece, { type, id: atom.id });
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

const PSEUDO: ReadonlyMap<string, string> = new Map([
  ['Partition', 'AWS::Partition'],
  ['Region', 'AWS::Region'],
  ['Account', 'AWS::AccountId'],
]);

function namedPart(name: string, { type, id }: { readonly type: string; readonly id: string }): Atom | undefined {
  const pseudo = PSEUDO.get(name);
  if (pseudo !== undefined) return { kind: 'pseudo', name: pseudo };
  if (name === refAttributeOf(type) && refKind(type) !== 'arn') return { kind: 'resource', id, attribute: null };
  return attributesOf(type)?.has(name) === true ? { kind: 'resource', id, attribute: name } : undefined;
}

/**
 * Whether a part of an ARN may hold a delimiter: no name in it has a colon, and no id that AWS gives a slash.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function mayHold(part: Atom, delimiter: string): boolean {
  if (part.kind !== 'resource') return true;
  const isId = part.attribute?.endsWith('Id') === true;
  return !delimiter.includes(':') && !(isId && delimiter.includes('/'));
}
