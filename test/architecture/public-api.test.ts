import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, parse } from './project.ts';

/** What a declaration file exports, by name: the text of its declaration, followed through re-exports. */
function exportsOf(path: string): Map<string, string> {
  const text = readFileSync(path, 'utf8');
  const { program } = parse(path, text);
  const found = new Map<string, string>();
  for (const node of program.body) {
    if (node.type === 'ExportAllDeclaration') {
      for (const [name, declaration] of exportsOf(source(path, node.source.value))) found.set(name, declaration);
    } else if (node.type === 'ExportNamedDeclaration' && node.source !== null) {
      const from = exportsOf(source(path, node.source.value));
      for (const { local, exported } of node.specifiers) found.set(nameOf(exported), from.get(nameOf(local)) ?? 'missing');
    } else if (node.type === 'ExportNamedDeclaration' && node.declaration !== null) {
      const name = /^export (?:declare )?(?:abstract )?\w+ ([\w$]+)/.exec(text.slice(node.start))?.[1] ?? 'unnamed';
      found.set(name, [found.get(name), text.slice(node.start, node.end)].filter((part) => part !== undefined).join('\n'));
    }
  }
  return found;
}

const nameOf = (name: { readonly type: string; readonly name?: string; readonly value?: unknown }): string =>
  name.name ?? String(name.value);

const source = (from: string, specifier: string): string => join(dirname(from), specifier.replace(/(?:\.ts|\.js)$/, '.d.ts'));

function page(entry: string): string {
  const path = join(ROOT, 'dist', entry);
  const declarations = [...exportsOf(path)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `// ${name}\n${text}\n`);
  return `// What ${relative(ROOT, path)} exports. Written by test/architecture/public-api.test.ts: a change here is a change for users.\n\n${declarations.join('\n')}`;
}

test('the public API is the one that was reviewed', async () => {
  await expect(page('index.d.ts')).toMatchFileSnapshot('fixtures/index.api.txt');
});

test('the public API of casemate/sam is the one that was reviewed', async () => {
  await expect(page('readers/sam/index.d.ts')).toMatchFileSnapshot('fixtures/sam.api.txt');
});
