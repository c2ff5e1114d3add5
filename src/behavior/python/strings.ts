import type { Expr } from '../ir/ir.ts';
import { constant, opaque, placeOf, textOf } from './lowering.ts';
import type { ExpressionRule, Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';
import { childIn, childrenIn, hasToken, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What the escapes of a string literal stand for (Python's reference, section 2.4.1.1); unknown ones stay as they are written. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r\n|[^]))/g,
    (whole, ...groups: (string | undefined)[]) => {
      const [octal, hex, short, long, other] = groups;
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const code = Number.parseInt(hex ?? short ?? long ?? '', 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      if (other === undefined) return whole;
      if (other === '\n' || other === '\r\n') return '';
      if (other === '\\' || other === "'" || other === '"') return other;
      return SIMPLE[other] ?? whole;
    },
  );
}

/** A string literal, with or without interpolations. */
const string: ExpressionRule = (node, scope, lowering) => joined(partsOf(node, scope, lowering), node);

/** Literals side by side are one (Python's reference, section 2.4.2). */
const concatenated: ExpressionRule = (node, scope, lowering) =>
  joined(
    namedChildren(node).flatMap((part) => (part.type === 'string' ? partsOf(part, scope, lowering) : [lowering.expression(part, scope)])),
    node,
  );

/** Rules for string literals. */
export const STRINGS: Readonly<Record<string, ExpressionRule>> = { string, concatenated_string: concatenated };

function joined(parts: readonly Expr[], node: Node): Expr {
  const at = placeOf(node);
  let literal = '';
  for (const part of parts) {
    if (part.k !== 'const') return { k: 'concat', parts, at };
    literal += String(part.value);
  }
  return constant(literal, at);
}

function partsOf(node: Node, scope: Scope, lowering: Lowering): Expr[] {
  const opening = node.children.find((child) => child.type === 'string_start');
  const prefix = textOf(opening, lowering).toLowerCase();
  const isRaw = prefix.includes('r');
  // A quote follows the letters of the prefix, so that `f` in it can be nothing else.
  const isFormatted = prefix.includes('f') || prefix.includes('t');
  return namedChildren(node).flatMap((child) => {
    if (child.type === 'string_content') {
      const written = isRaw ? textOf(child, lowering) : unescape(textOf(child, lowering));
      return [constant(isFormatted ? written.replaceAll('{{', '{').replaceAll('}}', '}') : written, placeOf(child))];
    }
    return child.type === 'interpolation' ? [interpolation(child, scope, lowering)] : [];
  });
}

function interpolation(node: Node, scope: Scope, lowering: Lowering): Expr {
  const inner = childIn(node, 'expression');
  if (!inner) return constant('', placeOf(node));
  const value = lowering.expression(inner, scope);
  const conversion = textOf(childIn(node, 'type_conversion'), lowering);
  const format = childIn(node, 'format_specifier');
  if (!format && (conversion === '' || conversion === '!s') && !hasToken(node, '=')) return value;
  const nested = format ? format.children.flatMap((child) => childrenIn(child, 'expression')) : [];
  return opaque('a formatted value', [value, ...nested.map((part) => lowering.expression(part, scope))], placeOf(node));
}
