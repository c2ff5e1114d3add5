// Writes everything that is derived from the checks: registry, docs pages, tables, config schema.
// `--check` writes nothing and exits 1 when a file is stale.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { registry } from './generate/registry.ts';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

// The registry comes first: the docs are made by running the checks it lists.
emit(new Map([['src/checks/index.ts', registry(root)]]));
if (!process.argv.includes('--registry')) {
  // The fixtures' source code is followed too.
  const { prepare } = await import('../src/analyze.ts');
  await prepare();
  const { docs } = await import('./generate/docs.ts');
  const { readme } = await import('./generate/readme.ts');
  const { reference } = await import('./generate/reference.ts');
  const { configJsonSchema } = await import('./generate/config-schema.ts');
  const pages = docs(root);
  emit(pages);
  removeStale(join(root, 'docs/checks'), pages);
  emit(readme(root));
  emit(reference(root));
  emit(new Map([['schema/config.schema.json', configJsonSchema()]]));
}

function emit(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const full = join(root, path);
    if (current(full) === text) continue;
    if (check) stale(`${path} is stale: run "npm run generate"`);
    else {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
  }
}

function removeStale(folder: string, pages: ReadonlyMap<string, string>): void {
  for (const name of readdirSync(folder)) {
    if (pages.has(`docs/checks/${name}`)) continue;
    if (check) stale(`docs/checks/${name} belongs to no check: run "npm run generate"`);
    else rmSync(join(folder, name));
  }
}

function current(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function stale(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
