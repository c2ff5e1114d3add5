import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, manifest, textOf } from './project.ts';

const PAGES = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'];

/** Paths that a page names, in code spans and links; a placeholder such as `<id>` or `*` ends what can be looked up. */
function pathsNamed(page: string): string[] {
  const text = textOf(page);
  const spans = [...text.matchAll(/`([^`\n]+)`/g), ...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return spans
    .flatMap((span) => span.split(/\s+/))
    .map((word) => word.replace(/^\.\//, '').replace(/(?:#.*|:\d+(?::\d+)?|[,;.]+)$/, ''))
    .filter((word) =>
      /^(?:src|test|scripts|bench|docs|schema|examples|fixtures|\.github|\.ci)\/|^[A-Z]+\.md$|^(?:package|package-lock|tsconfig(?:\.build)?|knip)\.json$|^\w+\.config\.ts$/.test(
        word,
      ),
    )
    .map((word) => /^[^<*{$]*/.exec(word)?.[0] ?? '')
    .map((word) => (word.endsWith('/') ? word.slice(0, -1) : word));
}

test.each(PAGES)('every path that %s names exists', (page) => {
  expect(pathsNamed(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('ARCHITECTURE.md gives every dependency of the package its reason', () => {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifest();
  const lines = textOf('ARCHITECTURE.md').split('\n');
  const reasons = (name: string): boolean => lines.some((line) => line.includes(`\`${name}\``) && line.length > name.length + 20);
  expect(Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).filter((name) => !reasons(name))).toEqual([]);
});
