import { expect, test } from 'vitest';
import { behaviorOf } from '../testing.ts';

test('steps are counted, and what was found before the last one stands', async () => {
  const run = await behaviorOf(
    {
      'app.mjs':
        "import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({}); const busy = (n) => { const x = [n, n, n]; for (const a of x) for (const b of x) for (const c of x) busy([a, b, c]); }; export const handler = async (event) => { await s3.listBuckets({}); busy(event.a); };",
    },
    { handler: 'app.handler', limits: { steps: 5_000 } },
  );
  expect(run.calls.map((call) => call.operation)).toEqual(['ListBuckets']);
  expect(run.gaps).toEqual([expect.objectContaining({ code: 'limit-reached', because: 'analysis limit: 5000 steps' })]);
});

test('recursion without end comes to an end', async () => {
  const run = await behaviorOf(
    {
      'app.mjs':
        'const down = (n) => down(n + 1) + up(n); const up = (n) => down(n); export const handler = async (event) => down(event.start);',
    },
    { handler: 'app.handler' },
  );
  expect(run.calls).toEqual([]);
  expect(run.steps).toBeLessThan(50_000);
});

test('a chain of calls that is too deep is a gap', async () => {
  const chain = Array.from({ length: 60 }, (_, index) => `const f${index} = () => f${index + 1}();`).join('\n');
  const run = await behaviorOf(
    { 'app.mjs': `${chain} const f60 = () => 1; export const handler = () => f0();` },
    { handler: 'app.handler' },
  );
  expect(run.gaps.map((gap) => gap.code)).toEqual(['limit-reached']);
});

test('expressions nested thousands deep do not overflow the stack', async () => {
  const sum = Array.from({ length: 20_000 }, (_, index) => `a${index % 7}`).join(' + ');
  const nested = `${'['.repeat(3_000)}1${']'.repeat(3_000)}`;
  for (const code of [`export const handler = (event) => ${sum};`, `export const handler = () => ${nested};`]) {
    const run = await behaviorOf({ 'app.mjs': code }, { handler: 'app.handler' });
    expect(run.calls).toEqual([]);
  }
});

test('a text that doubles in a loop stays short', async () => {
  const run = await behaviorOf(
    {
      'app.mjs':
        "export const handler = (event) => { let s = 'ab'; while (event.more) s = s + s; for (let i = 0; i < 1000; i++) s = s + s; return s; };",
    },
    { handler: 'app.handler' },
  );
  expect(run.gaps).toEqual([]);
});

test('a handler that is not there is a gap', async () => {
  const run = await behaviorOf({ 'app.mjs': 'export const main = () => 1;' }, { handler: 'app.handler' });
  expect(run.gaps.map((gap) => gap.code)).toEqual(['source-not-found']);
});
