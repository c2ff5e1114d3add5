import { beforeAll, describe, expect, test } from 'vitest';
import { handlerApps, observe, prepareHandlers, sourcesOf } from './harness.ts';
import { REWRITES, rewritten } from './rewrites/javascript.ts';

beforeAll(prepareHandlers);

const apps = handlerApps('javascript').map((app) => ({ app, files: sourcesOf(app, /\.[mc]?[jt]s$/) }));

describe('a JavaScript program written otherwise does the same', () => {
  for (const rewrite of REWRITES) {
    const pairs = apps.map(({ app, files }) => ({ app, changed: rewritten(rewrite, files) })).filter(({ changed }) => changed.size > 0);
    test(`${rewrite.name} (${pairs.length} of ${apps.length} handlers)`, () => {
      const different = pairs.flatMap(({ app, changed }) => {
        const behaviors = [...observe(app)];
        const others = observe(app, changed);
        return behaviors.flatMap(([id, { complete, calls }]) => {
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
