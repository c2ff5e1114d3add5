import { createRequire } from 'node:module';

const read = createRequire(import.meta.url);

/**
 * The entries of `<name>.generated.json`, read when somebody first asks: a run that needs no list pays for none.
 * The path goes through `data` because the bundled command line stands in a folder beside it.
 */
export function generatedList(name: string): readonly string[] {
  return read(`../data/${name}.generated.json`) as readonly string[];
}
