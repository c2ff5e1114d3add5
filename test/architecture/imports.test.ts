import { dirname, join, normalize } from 'node:path/posix';
import { expect, test } from 'vitest';
import { LAYERS } from './layers.ts';
import type { Layer } from './layers.ts';
import { isTestOrFixture, parse, shippedSources, textOf } from './project.ts';

const layerOf = (path: string): Layer | undefined =>
  LAYERS.find(({ name }) => path.startsWith(`src/${name}/`) || path === `src/${name}.ts`);

/** Paths that a file imports or re-exports from this project, statically or not; also those that only types cross. */
function importsOf(path: string): string[] {
  const { module, program } = parse(path, textOf(path));
  const text = textOf(path);
  const specifiers = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap((item) => (item.moduleRequest === null ? [] : [item.moduleRequest.value])),
    ),
    ...module.dynamicImports.map((entry) => text.slice(entry.moduleRequest.start + 1, entry.moduleRequest.end - 1)),
  ];
  expect(program.body.length, `${path} is empty`).toBeGreaterThan(0);
  return specifiers.filter((specifier) => specifier.startsWith('.')).map((specifier) => normalize(join(dirname(path), specifier)));
}

const sources = shippedSources();

test('every file of src stands in a layer', () => {
  expect(sources.filter((path) => layerOf(path) === undefined)).toEqual([]);
});

// The linter reads specifiers (`../checks/x.ts`), so a second folder of a layer's name would blind it.
test("no folder below a layer bears a layer's name", () => {
  const names = new Set(LAYERS.map((layer) => layer.name));
  const doubles = sources.filter((path) =>
    path
      .split('/')
      .slice(2, -1)
      .some((folder) => names.has(folder)),
  );
  expect(doubles).toEqual([]);
});

test('every import, resolved to its path, stays in its layer or goes down', () => {
  const wrong = sources.flatMap((path) => {
    const from = layerOf(path);
    return importsOf(path).flatMap((target) => {
      const to = layerOf(target);
      if (from === undefined || to === undefined || from.name === to.name || to.rank < from.rank) return [];
      return [`${path} -> ${target}: ${from.help}`];
    });
  });
  expect(wrong).toEqual([]);
});

test('what ships imports no test, fixture, script or measurement', () => {
  const outside = (target: string): boolean => !target.startsWith('src/') && !/^(?:package\.json|schema\/)/.test(target);
  const wrong = sources.flatMap((path) =>
    importsOf(path).flatMap((target) => (isTestOrFixture(target) || outside(target) ? [`${path} -> ${target}`] : [])),
  );
  expect(wrong).toEqual([]);
});
