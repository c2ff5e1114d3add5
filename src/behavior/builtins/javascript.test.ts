import { expect, test } from 'vitest';
import { behaviorOf } from '../testing.ts';
import { fieldOf } from '../values/query.ts';
import { show } from '../values/show.ts';

/** What an expression comes to, as the key of an object that is read. */
async function valueOf(expression: string, before = ''): Promise<string> {
  const code = `import { S3 } from '@aws-sdk/client-s3'; import path from 'node:path'; import { promisify } from 'node:util';
    const s3 = new S3({}); ${before} export const handler = async (event) => { await s3.getObject({ Key: ${expression} }); };`;
  const run = await behaviorOf({ 'app.mjs': code }, { handler: 'app.handler', environment: { STAGE: 'prod' } });
  const key = fieldOf(run.calls[0]?.input, 'Key');
  return key === undefined ? 'absent' : show(key);
}

test.each([
  ["'Orders'.toLowerCase()", "'orders'"],
  ["'a,b'.split(',')[1]", "'b'"],
  ["['a', process.env.STAGE].join('-')", "'a-prod'"],
  ["'orders-STAGE'.replace('STAGE', process.env.STAGE)", "'orders-prod'"],
  ["'a/b/c.txt'.split('/').pop()", "'c.txt'"],
  ["path.join('menus', '..', 'orders', 'a')", "'orders/a'"],
  ['`${process.env.STAGE}`.padStart(6, "0")', "'00prod'"],
  ["event.key.split('/')", '[…event.key.split(/)]'],
  ['event.Records.map((record) => record.body)', '[…event.Records[].body]'],
  ['event.Records.filter(Boolean)[0].s3.object.key', 'event.Records[].s3.object.key'],
  ['decodeURIComponent(event.key)', 'event.key'],
  ['event.count + 1', 'event.count.+'],
])('%s is %s', async (expression, value) => {
  expect(await valueOf(expression)).toBe(value);
});

test.each([
  ["['a', 'b', 'c'].filter((name) => name !== 'b')", "['a', 'c']"],
  ["['a', 'b'].map((name, index) => name + index)", "['a0', 'b1']"],
  ["[['a'], ['b']].flat()", "['a', 'b']"],
  ["['a', 'b'].reduce((all, name) => all + name, '')", "'ab'"],
  ["['a', 'b'].find((name) => name === 'b')", "'b'"],
  ["['a', ...['b', 'c']].slice(1)", "['b', 'c']"],
  ["['a', 'b'].includes('b')", 'true'],
  ['Object.keys({ a: 1, b: 2 })', "['a', 'b']"],
  ['Object.entries({ a: 1 }).map(([key, value]) => key + value)', "['a1']"],
  ["Object.fromEntries([['a', 1]])", '{ a: 1 }'],
  ['Object.assign({ a: 1 }, { b: 2 }, null)', '{ a: 1, b: 2 }'],
  ['JSON.parse(\'{"a":[1,true,null]}\')', '{ a: [1, true, nothing] }'],
  ["[...new Set(['a'])]", "['a']"],
  ["new Map([['a', 1]]).get('a')", '1'],
  ["Array.from({ length: 2 }, (_, i) => 'k' + i)", "['k0', 'k1']"],
  ["parseInt('12', 10) + Number('3')", '15'],
  ['await Promise.all([1, Promise.resolve(2)])', '[1, 2]'],
])('%s is %s', async (expression, value) => {
  expect(await valueOf(expression)).toBe(value);
});

test('lists that change are seen as they stand', async () => {
  expect(await valueOf('list', "const list = []; list.push('a'); list.push('b', 'c'); list.shift();")).toBe("['b', 'c']");
});
