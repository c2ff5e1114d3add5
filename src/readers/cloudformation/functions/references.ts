import { exactText, unknown } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { concatenate, textParts } from '../text.ts';
import type { TextParts } from '../text.ts';
import type { Call, Intrinsic, Scope } from '../scope.ts';

/** `Ref`: a parameter's value, a pseudo parameter, or a resource; undefined for `AWS::NoValue`. */
export const ref: Intrinsic = (call) => {
  // With AWS::LanguageExtensions the argument may itself be an intrinsic function.
  const name = stringOf(call.argument) ?? exactText(call.evaluate(call.argument));
  if (name === undefined) return unknown('Ref of something that is no name', call.at);
  return name === 'AWS::NoValue' ? undefined : reference(name, call.scope, call.at);
};

/** `Fn::GetAtt`, as `[id, attribute]` or `id.attribute`. */
export const getAtt: Intrinsic = (call) => {
  const { argument, at, scope } = call;
  if (argument.kind === 'list' && argument.items.length >= 2) {
    const parts = argument.items.map((item) => exactText(call.evaluate(item)));
    if (parts.every((part) => part !== undefined)) return attribute(parts[0]!, parts.slice(1).join('.'), scope, at);
  }
  const text = stringOf(argument);
  const dot = text?.indexOf('.') ?? -1;
  if (text === undefined || dot <= 0) return unknown('Fn::GetAtt without a resource and an attribute', at);
  return attribute(text.slice(0, dot), text.slice(dot + 1), scope, at);
};

/** `Fn::Sub`, with or without variables. */
export const sub: Intrinsic = (call) => {
  const { argument, at } = call;
  const text = argument.kind === 'list' ? argument.items[0] : argument;
  const given = argument.kind === 'list' ? argument.items[1] : undefined;
  if (text?.kind !== 'scalar' || text.value === null) return unknown('Fn::Sub without a text', at);
  const variables = new Map<string, TextParts>();
  if (given?.kind === 'map') {
    for (const [name, entry] of given.entries) variables.set(name, textParts(call.evaluate(entry.value)));
  }
  const parts: TextParts[] = [];
  for (const piece of substitutions(String(text.value))) {
    if (piece.kind === 'text') parts.push({ atoms: [{ kind: 'literal', text: piece.text }], parameters: [] });
    else parts.push(variables.get(piece.name) ?? textParts(substituted(piece.name, call)));
  }
  return concatenate(parts, at);
};

function substituted(name: string, call: Call): Value | undefined {
  const dot = name.indexOf('.');
  return dot > 0 ? attribute(name.slice(0, dot), name.slice(dot + 1), call.scope, call.at) : reference(name, call.scope, call.at);
}

/** A stretch of a `Fn::Sub` text: plain text, or `${name}` with its offset from the text's start. */
export type SubPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly offset: number };

/** Cuts the text of `Fn::Sub` into plain text and variables; `${!Name}` is the plain text `${Name}`. */
export function substitutions(text: string): SubPiece[] {
  const pieces: SubPiece[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf('${', from);
    const close = open < 0 ? -1 : text.indexOf('}', open);
    if (close < 0) break;
    if (open > from) pieces.push({ kind: 'text', text: text.slice(from, open) });
    const name = text.slice(open + 2, close);
    if (name.startsWith('!')) pieces.push({ kind: 'text', text: `\${${name.slice(1)}}` });
    else pieces.push({ kind: 'variable', name: name.trim(), offset: open });
    from = close + 1;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

function reference(name: string, scope: Scope, at: Span): Value {
  const value = scope.parameter(name, at) ?? scope.pseudo(name, at);
  if (value !== undefined) return value;
  return missing(name, scope, at) ?? { kind: 'text', atoms: [{ kind: 'resource', id: scope.prefix + name, attribute: null }], at };
}

function attribute(id: string, name: string, scope: Scope, at: Span): Value {
  const absent = missing(id, scope, at);
  if (absent !== undefined) return absent;
  const output = name.startsWith('Outputs.') ? scope.output(id, name.slice('Outputs.'.length), at) : undefined;
  return output ?? { kind: 'text', atoms: [{ kind: 'resource', id: scope.prefix + id, attribute: name }], at };
}

function missing(id: string, scope: Scope, at: Span): Value | undefined {
  switch (scope.resource(id)) {
    case 'present':
      return undefined;
    case 'absent':
      return unknown(`${id} is not created in this deployment`, at);
    case 'undefined':
      return unknown(`${id} is not defined in the template`, at);
  }
}

/** `Fn::ImportValue`: a text that only the exporting stack knows. */
export const importValue: Intrinsic = (call) => {
  const name = importName(call.argument, call);
  return { kind: 'text', atoms: [{ kind: 'import', name }], at: call.at };
};

/**
 * `Fn::GetStackOutput`: a text that only the other stack knows, named `stack.output`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
 */
export const getStackOutput: Intrinsic = (call) => {
  const { argument } = call;
  const stack = argument.kind === 'map' ? argument.get('StackName') : undefined;
  const output = argument.kind === 'map' ? argument.get('OutputName') : undefined;
  if (stack === undefined || output === undefined) return unknown('Fn::GetStackOutput without a stack and an output', call.at);
  return { kind: 'text', atoms: [{ kind: 'import', name: `${importName(stack, call)}.${importName(output, call)}` }], at: call.at };
};

function importName(node: Node, call: Call): string {
  const { atoms } = textParts(call.evaluate(node));
  return atoms.map((atom) => (atom.kind === 'literal' ? atom.text : atomName(atom))).join('');
}

function atomName(atom: TextParts['atoms'][number]): string {
  return atom.kind === 'pseudo' || atom.kind === 'parameter' ? `\${${atom.name}}` : '${?}';
}
