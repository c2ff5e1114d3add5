import { SourceFile } from '../util/span.ts';

/**
 * Gives data that came from another thread its source files back: on the way they became plain data, one for each file. The
 * data is changed in place. Cost: linear in its values.
 */
export function withSources<T>(data: T): T {
  revive(data, new Map());
  return data;
}

function revive(value: unknown, known: Map<object, SourceFile>): void {
  if (typeof value !== 'object' || value === null || value instanceof SourceFile) return;
  if (Array.isArray(value)) {
    for (const item of value) revive(item, known);
    return;
  }
  const record = value as Record<string, unknown>;
  for (const key in record) {
    const part = record[key];
    if (key === 'source' && isSource(part) && 'start' in record) {
      let file = known.get(part);
      if (file === undefined) known.set(part, (file = new SourceFile(part.path, part.text)));
      record[key] = file;
    } else revive(part, known);
  }
}

function isSource(value: unknown): value is { readonly path: string; readonly text: string } {
  return typeof value === 'object' && value !== null && 'path' in value && 'text' in value;
}
