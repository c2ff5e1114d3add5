import type { Program } from 'oxc-parser';

import { noteChance } from '../../util/steady.ts';
import type { ModuleIr } from '../ir/ir.ts';
import { lowerClass } from './classes.ts';
import { inScope } from './context.ts';
import type { Lowering } from './context.ts';
import { lowerExpression } from './expressions.ts';
import { functionStatements, lowerFunction } from './functions.ts';
import { declareImports, exportsOf, isModuleSyntax, keptImports } from './modules.ts';
import { parse } from './parse.ts';
import { lowerPattern } from './patterns.ts';
import { Frame, Scope } from './scope.ts';
import { lowerBlock, lowerStatements } from './statements.ts';

/**
 * A file of JavaScript or TypeScript in the intermediate form. `file` is its path as shown to users; its ending says how it is read.
 * Never throws for what the text holds: what is not understood, or is beyond a limit, becomes a gap.
 */
export function lowerJavaScript(file: string, text: string): ModuleIr {
  const { program, gaps } = parse(file, text);
  const empty: ModuleIr = {
    file,
    language: 'javascript',
    text,
    locals: [],
    body: [],
    imports: [],
    exports: [],
    isEsModule: /\.m[jt]s$/.test(file),
    gaps,
  };
  if (program === null) return empty;
  try {
    return { ...empty, ...lowerProgram(text, program, /\.[mc]?tsx?$/.test(file), gaps) };
  } catch (error) {
    // The stack may be nearly used up by whoever asks for this file.
    if (!(error instanceof RangeError)) throw error;
    // How deep the stack is differs from thread to thread.
    noteChance();
    const at = { start: 0, end: text.length };
    return { ...empty, gaps: [...gaps, { code: 'limit-reached', because: `${file} is nested too deep to be followed from here`, at }] };
  }
}

type Lowered = Pick<ModuleIr, 'locals' | 'body' | 'imports' | 'exports' | 'isEsModule' | 'gaps'>;

function lowerProgram(text: string, program: Program, isTypeScript: boolean, gaps: ModuleIr['gaps']): Lowered {
  const frame = new Frame(null, false);
  const scope = new Scope(null, frame);
  const l: Lowering = {
    text,
    isTypeScript,
    gaps: [...gaps],
    scope,
    depth: 0,
    nodes: 0,
    labels: [],
    expression: (node) => lowerExpression(l, node),
    pattern: (node) => lowerPattern(l, node),
    statements: (nodes) => lowerStatements(l, nodes),
    block: (node) => lowerBlock(l, node),
    fn: (node) => lowerFunction(l, node),
    cls: (node) => lowerClass(l, node),
  };
  return inScope(l, scope, () => {
    const { bindings, alone } = declareImports(l, program.body);
    const body = [...alone, ...functionStatements(l, program.body)];
    const exports = exportsOf(l, program.body, bindings);
    const isEsModule = program.sourceType === 'module' || program.body.some(isModuleSyntax);
    return { locals: frame.locals, body, imports: keptImports(l, bindings), exports, isEsModule, gaps: l.gaps };
  });
}
