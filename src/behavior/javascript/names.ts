import type { Expr, Place } from '../ir/ir.ts';
import type { Lowering } from './context.ts';
import { constant, variable } from './make.ts';
import { lookup } from './scope.ts';

/** A name that is read. `undefined`, `NaN` and `Infinity` are constants unless the code declares them. */
export function readName(l: Lowering, name: string, at: Place): Expr {
  const binding = lookup(l.scope, name);
  if (binding !== undefined) {
    binding.isUsed = true;
    return binding.substitute ?? variable(binding.name, at);
  }
  if (name === 'arguments') noteArguments(l);
  if (name === 'undefined') return constant(undefined, at);
  if (name === 'NaN' || name === 'Infinity') return constant(Number(name), at);
  return variable(name, at);
}

/** The name in the intermediate form that an assignment to a name of the source goes to. */
export function writtenName(l: Lowering, name: string): string {
  const binding = lookup(l.scope, name);
  if (binding === undefined) return name;
  binding.isUsed = true;
  return binding.name;
}

/** Whether a name is the `require` that Node.js gives to a module, or one that `createRequire` made. */
export function isRequire(l: Lowering, name: string): boolean {
  const binding = lookup(l.scope, name);
  // Bundlers write __non_webpack_require__ for a require that they leave alone.
  return binding === undefined ? name === 'require' || name === '__non_webpack_require__' : binding.isRequire;
}

/** `arguments` belongs to the innermost function that is no arrow function. */
function noteArguments(l: Lowering): void {
  let frame = l.scope.frame;
  while (frame.isArrow && frame.parent !== null) frame = frame.parent;
  frame.usesArguments = true;
}
