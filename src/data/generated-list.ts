import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lists = new Map<string, readonly string[]>();

/**
 * The entries of `<name>.generated.json`, read when somebody first asks: a run that needs no list pays for none.
 * Read as text, because `require` takes twice as long. The path goes through `data` because the bundled command line
 * stands in a folder beside it.
 */
export function generatedList(name: string): readonly string[] {
  const known = lists.get(name);
  if (known !== undefined) return known;
  const list = JSON.parse(readFileSync(join(import.meta.dirname, '../data', `${name}.generated.json`), 'utf8')) as readonly string[];
  lists.set(name, list);
  return list;
}
