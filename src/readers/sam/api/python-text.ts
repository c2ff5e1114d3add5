import type { Node } from '../../../util/node.ts';
import type { PythonDicts } from './python-dicts.ts';

/**
 * A definition as AWS's translator prints it before hashing: Python literals, with text of the owner marked `u`.
 * What the owner wrote and what the transform made are told apart by the places of the nodes (`generated`).
 */
export function pythonText(node: Node, dicts: PythonDicts): string {
  switch (node.kind) {
    case 'list':
      return `[${node.items.map((item) => pythonText(item, dicts)).join(', ')}]`;
    case 'map': {
      const entries = dicts.keys(node).map((key) => {
        const entry = node.entries.get(key)!;
        return `${stringText(key, entry.keyAt.generated === undefined)}: ${pythonText(entry.value, dicts)}`;
      });
      return `{${entries.join(', ')}}`;
    }
    case 'scalar':
      if (typeof node.value === 'string') return stringText(node.value, node.at.generated === undefined);
      return scalarText(node.value, node.raw);
  }
}

/** Python's text of a number, boolean or null; a number written with a point stays one. */
function scalarText(value: number | boolean | null, raw: string | undefined): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Number.isInteger(value) && raw !== undefined && /^[-+]?[0-9_]*\.[0-9_]*$/.test(raw)) return `${value}.0`;
  return String(value);
}

function stringText(text: string, unicode: boolean): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) body += character === quote ? `\\${quote}` : escaped(character, unicode);
  return `${unicode ? 'u' : ''}${quote}${body}${quote}`;
}

const ESCAPES: { readonly [character: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Unicode texts escape everything beyond ASCII; others keep what is printable. */
function escaped(character: string, unicode: boolean): string {
  const short = ESCAPES[character];
  if (short !== undefined) return short;
  const point = character.codePointAt(0)!;
  if (point >= 0x20 && point < 0x7f) return character;
  if (!unicode && !/[\p{C}\p{Z}]/u.test(character)) return character;
  const digits = point.toString(16);
  if (point < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return point < 0x1_0000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
