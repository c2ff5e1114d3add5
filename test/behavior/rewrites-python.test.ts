import { beforeAll, describe, expect, test } from 'vitest';
import { handlerApps, observe, prepareHandlers, sourcesOf } from './harness.ts';
import { REWRITES, rewritten } from './rewrites/python.ts';

await prepareHandlers();

const apps = handlerApps('python').map((app) => ({ app, files: sourcesOf(app, /\.py$/) }));

describe('a Python program written otherwise does the same', () => {
  const plain = new Map<string, ReturnType<typeof observe>>();
  beforeAll(() => apps.forEach(({ app }) => plain.set(app.name, observe(app))));

  for (const rewrite of REWRITES) {
    const pairs = apps.map(({ app, files }) => ({ app, changed: rewritten(rewrite, files) })).filter(({ changed }) => changed.size > 0);
    test(`${rewrite.name} (${pairs.length} of ${apps.length} handlers)`, () => {
      const different = pairs.flatMap(({ app, changed }) => {
        const others = observe(app, changed);
        return [...plain.get(app.name)!].flatMap(([id, { complete, calls }]) => {
          const other = others.get(id);
          const is = [`complete: ${other?.complete}`, ...(other?.calls ?? [])];
          const was = [`complete: ${complete}`, ...calls];
          return is.join('\n') === was.join('\n') ? [] : [{ app: app.name, was, is }];
        });
      });
      expect(different).toEqual([]);
      expect(pairs.length).toBeGreaterThan(0);
    });
  }
});
