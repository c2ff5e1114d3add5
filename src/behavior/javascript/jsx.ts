import type { JSXAttributeItem, JSXChild, JSXElement, JSXElementName, JSXFragment } from 'oxc-parser';

import type { Expr, ObjectEntry } from '../ir/ir.ts';
import type { Lowering } from './context.ts';
import { attribute, callOf, constant, opaque, placeOf } from './make.ts';
import { readName } from './names.ts';

/** An element. A component (`<Invoice/>`) is called with its properties, as rendering does; other elements only evaluate what they hold. */
export function lowerJsx(l: Lowering, node: JSXElement | JSXFragment): Expr {
  const at = placeOf(node);
  const children = node.children.flatMap((child) => childOf(l, child));
  if (node.type === 'JSXFragment') return opaque('JSX', at, children);
  const entries = node.openingElement.attributes.map((item) => propertyOf(l, item));
  const component = componentOf(l, node.openingElement.name);
  if (component === null) return opaque('JSX', at, [...entries.map((entry) => entry.value), ...children]);
  if (children.length > 0) {
    const items = children.map((value) => ({ value, isSpread: false }));
    entries.push({ k: 'property', key: constant('children', at), value: { k: 'list', items, at } });
  }
  return opaque('JSX', at, [callOf(component, [{ k: 'object', entries, at }], at)]);
}

function childOf(l: Lowering, child: JSXChild): Expr[] {
  switch (child.type) {
    case 'JSXElement':
    case 'JSXFragment':
    case 'JSXSpreadChild':
      return [l.expression(child.type === 'JSXSpreadChild' ? child.expression : child)];
    case 'JSXExpressionContainer':
      return child.expression.type === 'JSXEmptyExpression' ? [] : [l.expression(child.expression)];
    case 'JSXText':
      return [];
  }
}

function propertyOf(l: Lowering, item: JSXAttributeItem): ObjectEntry {
  if (item.type === 'JSXSpreadAttribute') return { k: 'spread', value: l.expression(item.argument) };
  const at = placeOf(item);
  const name = item.name.type === 'JSXIdentifier' ? item.name.name : `${item.name.namespace.name}:${item.name.name.name}`;
  const key = constant(name, placeOf(item.name));
  const value = item.value;
  if (value === null) return { k: 'property', key, value: constant(true, at) };
  if (value.type !== 'JSXExpressionContainer') return { k: 'property', key, value: l.expression(value) };
  const inner = value.expression;
  return { k: 'property', key, value: inner.type === 'JSXEmptyExpression' ? constant(undefined, at) : l.expression(inner) };
}

/** The component that an element names; null for elements of HTML, which begin with a small letter. */
function componentOf(l: Lowering, name: JSXElementName): Expr | null {
  const at = placeOf(name);
  if (name.type === 'JSXIdentifier') return /^[a-z]/.test(name.name) ? null : readName(l, name.name, at);
  if (name.type === 'JSXNamespacedName') return null;
  const path: string[] = [];
  let object: JSXElementName = name;
  for (; object.type === 'JSXMemberExpression'; object = object.object) path.unshift(object.property.name);
  const base = object.type === 'JSXIdentifier' ? readName(l, object.name, at) : constant(undefined, at);
  return path.reduce((inner, key) => attribute(inner, key, at), base);
}
