import type { Class, Expression, Function as FunctionNode } from 'oxc-parser';

import type { Expr } from '../ir/ir.ts';
import { lowerAssignment, lowerUpdate } from './assignments.ts';
import { innerLink, lowerArguments, lowerChain } from './chains.ts';
import { enter, inScope } from './context.ts';
import type { Lowering } from './context.ts';
import { lowerJsx } from './jsx.ts';
import { lowerArray, lowerLiteral, lowerMeta, lowerObject, lowerTemplate } from './literals.ts';
import { assign, named, opaque, placeOf } from './make.ts';
import { readName } from './names.ts';
import { lowerOperation, lowerSequence, lowerUnary } from './operators.ts';
import { Scope, declareInBlock } from './scope.ts';

/** Any expression. */
export function lowerExpression(l: Lowering, node: Expression): Expr {
  // Chains and operators count their own levels.
  if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') return lowerOperation(l, node);
  if (innerLink(node) !== null) return lowerChain(l, node);
  const at = placeOf(node);
  if (!enter(l, at)) return opaque('code nested too deep', at);
  const result = lowered(l, node);
  l.depth--;
  return result;
}

function lowered(l: Lowering, node: Expression): Expr {
  const at = placeOf(node);
  switch (node.type) {
    case 'Identifier':
      return readName(l, node.name, at);
    case 'Literal':
      return lowerLiteral(node);
    case 'TemplateLiteral':
      return lowerTemplate(l, node);
    case 'ThisExpression':
      return { k: 'this', at };
    case 'Super':
      return { k: 'super', at };
    case 'ArrayExpression':
      return lowerArray(l, node);
    case 'ObjectExpression':
      return lowerObject(l, node);
    case 'ArrowFunctionExpression':
      return { k: 'function', fn: l.fn(node), at };
    case 'FunctionExpression':
    case 'ClassExpression':
      return namedByItself(l, node);
    case 'JSXElement':
    case 'JSXFragment':
      return lowerJsx(l, node);
    case 'MetaProperty':
      return lowerMeta(node);
    default:
      return composed(l, node);
  }
}

function composed(l: Lowering, node: Expression): Expr {
  const at = placeOf(node);
  switch (node.type) {
    case 'AssignmentExpression':
      return lowerAssignment(l, node);
    case 'UpdateExpression':
      return lowerUpdate(l, node, true);
    case 'UnaryExpression':
      return lowerUnary(l, node);
    case 'SequenceExpression':
      return lowerSequence(l, node);
    case 'AwaitExpression':
      return { k: 'await', value: l.expression(node.argument), at };
    case 'YieldExpression':
      return { k: 'yield', value: node.argument === null ? null : l.expression(node.argument), delegate: node.delegate, at };
    case 'ConditionalExpression':
      return {
        k: 'conditional',
        test: l.expression(node.test),
        then: l.expression(node.consequent),
        otherwise: l.expression(node.alternate),
        at,
      };
    case 'NewExpression':
      return { k: 'new', callee: l.expression(node.callee), args: lowerArguments(l, node.arguments), at };
    case 'ImportExpression':
      return { k: 'import', specifier: l.expression(node.source), isRequire: false, at };
    default:
      return opaque(`syntax that is not followed (${node.type})`, at);
  }
}

/** A function or class expression. Its own name is known inside of it alone; where it is used, it becomes a local of the surroundings. */
function namedByItself(l: Lowering, node: FunctionNode | Class): Expr {
  const at = placeOf(node);
  const make = (): Expr =>
    node.type === 'ClassExpression' || node.type === 'ClassDeclaration'
      ? { k: 'class', cls: l.cls(node), at }
      : { k: 'function', fn: l.fn(node as FunctionNode), at };
  if (node.id === null) return make();
  const scope = new Scope(l.scope, l.scope.frame);
  const binding = declareInBlock(scope, node.id.name);
  const value = inScope(l, scope, make);
  return binding.isUsed ? assign(named(binding.name, placeOf(node.id)), value, at) : value;
}
