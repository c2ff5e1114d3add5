import { beforeAll, describe, expect, test } from 'vitest';
import { handlerApps, observe, prepareHandlers, sourcesOf } from './harness.ts';
import type { HandlerApp } from './harness.ts';
import { REWRITES, rewritten } from './rewrites/javascript.ts';

beforeAll(prepareHandlers);

const apps = handlerApps('javascript').map((app) => ({ app, files: sourcesOf(app, /\.[mc]?[jt]s$/) }));

/** A program written otherwise. */
interface Pair {
  readonly app: HandlerApp;
  readonly changed: ReadonlyMap<string, string>;
}

/** The programs that do something else than before. */
function different(pairs: readonly Pair[]): object[] {
  return pairs.flatMap(({ app, changed }) => {
    const others = observe(app, changed);
    return [...observe(app)].flatMap(([id, { complete, calls }]) => {
      const other = others.get(id);
      const is = [`complete: ${other?.complete}`, ...(other?.calls ?? [])];
      const was = [`complete: ${complete}`, ...calls];
      return is.join('\n') === was.join('\n') ? [] : [{ app: app.name, was, is }];
    });
  });
}

describe('a JavaScript program written otherwise does the same', () => {
  for (const rewrite of REWRITES) {
    const pairs = apps.map(({ app, files }) => ({ app, changed: rewritten(rewrite, files) })).filter(({ changed }) => changed.size > 0);
    test(`${rewrite.name} (${pairs.length} of ${apps.length} handlers)`, () => {
      expect(different(pairs)).toEqual([]);
      expect(pairs.length).toBeGreaterThan(0);
    });
  }

  for (const [index, rewrite] of REWRITES.entries()) {
    if (index % 3 !== 0) continue;
    const next = REWRITES[(index + 5) % REWRITES.length]!;
    const last = REWRITES[(index + 9) % REWRITES.length]!;
    const pairs = apps.map(({ app, files }) => {
      let changed = files;
      for (const one of [rewrite, next, last]) changed = new Map([...changed, ...rewritten(one, changed)]);
      return { app, changed };
    });
    test(`${rewrite.name}, ${next.name} and ${last.name}`, () => {
      expect(different(pairs)).toEqual([]);
    });
  }
});
