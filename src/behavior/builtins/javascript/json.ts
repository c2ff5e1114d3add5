import type { Host } from '../../host.ts';
import type { Abstract, Origin } from '../../value.ts';
import { literal, NOTHING, text, textFrom, unknownCode, unknownFrom } from '../../values/make.ts';
import { exactText, membersOf } from '../../values/query.ts';
import { unionOf } from '../../values/join.ts';
import { hasMark, marked } from '../../values/marks.ts';

const originals = new WeakMap<Abstract, Abstract>();
const originalsByOrigin = new WeakMap<Origin, Abstract>();

/** The value that a part of a text is the JSON of; undefined for any other part. */
export function originalOf(origin: Origin): Abstract | undefined {
  return originalsByOrigin.get(origin);
}

/** The text of a value, of which only `parse` can make something again: copying by way of JSON is common. */
export function stringify(value: Abstract): Abstract {
  if (value.kind === 'text' || value.kind === 'number') {
    const exact = exactText(value) ?? (value.kind === 'number' && value.value !== null ? value.value : undefined);
    if (exact !== undefined) return text(JSON.stringify(exact));
  }
  const origin: Origin = { from: 'code', because: 'JSON' };
  const made = textFrom(origin);
  originals.set(made, value);
  originalsByOrigin.set(origin, value);
  return made;
}

const DEEPEST = 12;

/** What a JSON text holds: data when it is exactly known, a copy when it was made from a value, else what the text's origin says. */
export function parse(host: Host, value: Abstract): Abstract {
  return unionOf(membersOf(value).map((member) => parseOne(host, member)));
}

function parseOne(host: Host, value: Abstract): Abstract {
  const original = originals.get(value);
  if (original !== undefined) return copyOf(host, original);
  const exact = exactText(value);
  if (exact !== undefined) return parsed(host, exact, text);
  const pieces = marked(value, null);
  if (pieces !== undefined) return parsed(host, pieces.text, pieces.restore);
  if (value.kind === 'unknown') return value;
  const [part] = value.kind === 'text' ? value.parts : [];
  if (part?.kind === 'origin') return unknownFrom(part.origin);
  if (part?.kind === 'environment') return unknownFrom({ from: 'environment', because: `JSON in ${part.name}` });
  return value.kind === 'object' || value.kind === 'list' ? value : unknownCode('parsed JSON');
}

/** Where a piece that only the deployment knows is no text, and in keys, what it is cannot be told. */
function parsed(host: Host, whole: string, textOf: (text: string) => Abstract): Abstract {
  try {
    return fromData(host, JSON.parse(whole), 0, textOf);
  } catch {
    return unknownCode('parsed JSON');
  }
}

/** The value of parsed data: JSON, YAML, text. */
export function fromData(host: Host, data: unknown, level = 0, textOf: (text: string) => Abstract = text): Abstract {
  if (level > DEEPEST * 3) return unknownFrom({ from: 'limit', limit: 'depth of data' });
  if (typeof data === 'string') return textOf(data);
  if (typeof data === 'number' || typeof data === 'boolean') return literal(data);
  if (Array.isArray(data)) return host.list(data.map((item) => fromData(host, item, level + 1, textOf)));
  if (typeof data !== 'object' || data === null) return NOTHING;
  if (Object.keys(data).some(hasMark)) return unknownCode('parsed JSON');
  return host.object(Object.entries(data).map(([key, value]) => [key, fromData(host, value, level + 1, textOf)] as const));
}

/** A copy, as deep as matters, of objects and lists. */
export function copyOf(host: Host, value: Abstract, level = 0): Abstract {
  if (level > DEEPEST) return value;
  if (value.kind === 'list') {
    return host.list(
      value.items.map((item) => copyOf(host, item, level + 1)),
      value.rest === null ? null : copyOf(host, value.rest, level + 1),
    );
  }
  if (value.kind !== 'object' || value.cls !== null) return value;
  const made = host.object([...value.fields].map(([key, field]) => [key, copyOf(host, field, level + 1)] as const));
  made.rest = value.rest;
  made.keys.push(...value.keys);
  return made;
}
