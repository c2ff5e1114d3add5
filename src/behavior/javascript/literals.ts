import type { ArrayExpression, Expression, MetaProperty, ObjectExpression, ObjectProperty, TemplateLiteral } from 'oxc-parser';

import type { Expr, Item, ObjectEntry, Place } from '../ir/ir.ts';
import type { Lowering } from './context.ts';
import { constant, opaque, placeOf, variable } from './make.ts';
import { propertyKey } from './patterns.ts';

type Literal = Extract<Expression, { type: 'Literal' }>;

/** A text, number, truth value, `null`, big integer or regular expression. */
export function lowerLiteral(node: Literal): Expr {
  const at = placeOf(node);
  if ('regex' in node) return opaque('a regular expression', at);
  if ('bigint' in node) return constant(Number(node.bigint), at);
  return constant(node.value, at);
}

/** A template literal: the texts and values between the backticks. */
export function lowerTemplate(l: Lowering, node: TemplateLiteral): Expr {
  const at = placeOf(node);
  const parts: Expr[] = [];
  node.quasis.forEach((quasi, i) => {
    const text = quasi.value.cooked ?? quasi.value.raw;
    if (text !== '') parts.push(constant(text, placeOf(quasi)));
    const value = node.expressions[i];
    if (value !== undefined) parts.push(l.expression(value));
  });
  if (parts.length === 0) return constant('', at);
  const [only] = parts;
  return parts.length === 1 && only?.k === 'const' ? constant(String(only.value), at) : { k: 'concat', parts, at };
}

/** `[a, , ...b]`. */
export function lowerArray(l: Lowering, node: ArrayExpression): Expr {
  const at = placeOf(node);
  const items = node.elements.map((element): Item => {
    if (element === null) return { value: constant(undefined, at), isSpread: false };
    if (element.type === 'SpreadElement') return { value: l.expression(element.argument), isSpread: true };
    return { value: l.expression(element), isSpread: false };
  });
  return { k: 'list', items, at };
}

/** `{ a, [b]: c, get d() {}, ...e }`. */
export function lowerObject(l: Lowering, node: ObjectExpression): Expr {
  const entries = node.properties.flatMap((property): ObjectEntry[] =>
    property.type === 'SpreadElement' ? [{ k: 'spread', value: l.expression(property.argument) }] : objectEntry(l, property),
  );
  return { k: 'object', entries, at: placeOf(node) };
}

function objectEntry(l: Lowering, property: ObjectProperty): ObjectEntry[] {
  const key = propertyKey(l, property.key, property.computed);
  const value = l.expression(property.value);
  // What a setter does shows nowhere in the object's value. Kept under a name that no code can write, it is found by those who call every member.
  if (property.kind === 'set') return [{ k: 'property', key: { k: 'concat', parts: [constant('set ', key.at), key], at: key.at }, value }];
  return [{ k: property.kind === 'get' ? 'getter' : 'property', key, value }];
}

/** `import.meta` (an object that says where the module is) and `new.target`. */
export function lowerMeta(node: MetaProperty): Expr {
  const at = placeOf(node);
  if (node.meta.name !== 'import') return opaque('new.target', at);
  const file = variable('__filename', at);
  return {
    k: 'object',
    entries: [
      entry('url', { k: 'concat', parts: [constant('file://', at), file], at }, at),
      entry('filename', file, at),
      entry('dirname', variable('__dirname', at), at),
    ],
    at,
  };
}

function entry(key: string, value: Expr, at: Place): ObjectEntry {
  return { k: 'property', key: constant(key, at), value };
}
