import { SourceFile } from '../util/span.ts';

/** Data without classes, as JSON gives it back: each source file is a number in it, its place in a list. */
export interface PlainData {
  readonly data: unknown;
  readonly sources: readonly SourceFile[];
}

/** Data that JSON gives back as it was, with numbers for its source files; undefined where JSON would change it. Cost: linear in its values. */
export function plainOf(data: unknown): PlainData | undefined {
  const sources = new Map<SourceFile, number>();
  try {
    return { data: plain(data, sources), sources: [...sources.keys()] };
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class NotPlain extends Error {}

function plain(value: unknown, sources: Map<SourceFile, number>): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value) || Object.is(value, -0)) throw new NotPlain();
      return value;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? value.map((item) => plain(item, sources)) : plainRecord(value, sources);
    default:
      throw new NotPlain();
  }
}

function plainRecord(value: object, sources: Map<SourceFile, number>): object {
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new NotPlain();
  const record = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(record)) {
    const part = record[key];
    if (part instanceof SourceFile && key === 'source') {
      let number = sources.get(part);
      if (number === undefined) sources.set(part, (number = sources.size));
      copy[key] = number;
    } else if (key === '__proto__' || (key === 'source' && typeof part === 'number')) throw new NotPlain();
    // JSON leaves out what is undefined, which is read like what is absent.
    else if (part !== undefined) copy[key] = plain(part, sources);
  }
  return copy;
}

/** Gives plain data its source files back, in place. A number without a file makes it undefined. */
export function withFiles(data: unknown, sources: readonly SourceFile[]): unknown {
  return revive(data, sources) ? data : undefined;
}

function revive(value: unknown, sources: readonly SourceFile[]): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object' && !revive(item, sources)) return false;
    return true;
  }
  const record = value as Record<string, unknown>;
  for (const key in record) {
    const part = record[key];
    if (key === 'source' && typeof part === 'number') {
      const file = sources[part];
      if (file === undefined) return false;
      record[key] = file;
    } else if (typeof part === 'object' && !revive(part, sources)) return false;
  }
  return true;
}
