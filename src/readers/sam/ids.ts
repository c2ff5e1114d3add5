import type { Node } from '../../util/node.ts';
import { sha1 } from '../../util/sha.ts';

/** The first ten hex digits of SHA-1, with which AWS's translator makes an id change when its content does. */
export function shortHash(content: string): string {
  return sha1(content).slice(0, 10);
}

/** Compact JSON with sorted keys and ASCII escapes: the text whose hash goes into ids of versions, layers and deployments. */
export function hashText(node: Node): string {
  switch (node.kind) {
    case 'list':
      return `[${node.items.map(hashText).join(',')}]`;
    case 'map': {
      const keys = node.keys().toSorted();
      return `{${keys.map((key) => `${asciiString(key)}:${hashText(node.get(key)!)}`).join(',')}}`;
    }
    case 'scalar': {
      if (typeof node.value === 'string') return asciiString(node.value);
      if (typeof node.value === 'number') return numberText(node.value, node.raw);
      return String(node.value);
    }
  }
}

/** A text that tells two trees apart by content, not by place or key order. */
export function sameText(node: Node): string {
  return hashText(node);
}

/** A number written with a point stays one (`1.0`), as a floating point number does in the hash. */
function numberText(value: number, raw: string | undefined): string {
  if (Number.isInteger(value) && raw !== undefined && /^[-+]?[0-9_]*\.[0-9_]*$/.test(raw)) return `${value}.0`;
  return String(value);
}

/** JSON text in ASCII. */
export function asciiString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
