import type { AccessorProperty, Class, ClassElement, Decorator, MethodDefinition, PropertyDefinition } from 'oxc-parser';

import type { ClassIr, ClassMember, Expr } from '../ir/ir.ts';
import type { Lowering } from './context.ts';
import { lowerBody } from './functions.ts';
import { constant, placeOf } from './make.ts';
import { propertyKey } from './patterns.ts';

/** A class: what it extends and its members. Its own decorators are applied where it is declared. */
export function lowerClass(l: Lowering, node: Class): ClassIr {
  return {
    name: node.id?.name ?? null,
    bases: node.superClass === null ? [] : [l.expression(node.superClass)],
    members: node.body.body.flatMap((element) => memberOf(l, element)),
    at: placeOf(node),
  };
}

function memberOf(l: Lowering, element: ClassElement): ClassMember[] {
  const at = placeOf(element);
  switch (element.type) {
    case 'StaticBlock': {
      const value: Expr = { k: 'function', fn: lowerBody(l, element.body, at), at };
      return [{ key: constant('static', at), kind: 'static-block', isStatic: true, bindsClass: false, value, decorators: [] }];
    }
    case 'MethodDefinition': {
      // Overloads have no body.
      if (element.value.body === null) return [];
      const kind = element.kind === 'get' ? 'getter' : element.kind === 'set' ? 'setter' : 'method';
      const value: Expr = { k: 'function', fn: l.fn(element.value), at: placeOf(element.value) };
      return [{ ...placed(l, element), kind, value }];
    }
    case 'PropertyDefinition':
    case 'AccessorProperty':
      // A field that TypeScript only declares sets nothing that matters, and would hide a base class's field of that name.
      if (element.declare === true || (element.value === null && l.isTypeScript && element.decorators.length === 0)) return [];
      return [{ ...placed(l, element), kind: 'field', value: element.value === null ? null : l.expression(element.value) }];
    default:
      return [];
  }
}

function placed(l: Lowering, element: MethodDefinition | PropertyDefinition | AccessorProperty): Omit<ClassMember, 'kind' | 'value'> {
  const key = propertyKey(l, element.key, element.computed);
  return { key, isStatic: element.static, bindsClass: false, decorators: lowerDecorators(l, element.decorators) };
}

/** `@a @b(c)`, in the order in which they are written; they apply from the last to the first. */
export function lowerDecorators(l: Lowering, decorators: readonly Decorator[]): Expr[] {
  return decorators.map((decorator) => l.expression(decorator.expression));
}
