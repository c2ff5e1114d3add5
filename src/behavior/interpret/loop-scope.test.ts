import { expect, test } from 'vitest';
import { behaviorOf } from '../testing.ts';
import { exactText, fieldOf } from '../values/values.ts';

const SDK = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const get = (Bucket) => new S3Client({}).send(new GetObjectCommand({ Bucket }));
`;

async function buckets(code: string): Promise<(string | undefined)[]> {
  const run = await behaviorOf({ 'scans.mjs': SDK + code }, { handler: 'scans.handler' });
  return run.calls.map((call) => exactText(fieldOf(call.input, 'Bucket')));
}

test('a parameter that is used in a loop alone is no name of its turns', async () => {
  const code = `async function read(rows, bucket) { for (const row of rows) await Promise.all(row.map(() => get(bucket))); }
    export const handler = (event) => read(event.rows, 'knees');`;
  expect(await buckets(code)).toEqual(['knees']);
});

test('classes made in a loop keep the names of their turn, though other functions have names spelt alike', async () => {
  const code = `const other = (bucket) => bucket;
    const readers = [];
    for (const bucket of ['arms', 'knees']) { class Reader { read() { return get(bucket); } } readers.push(new Reader()); }
    export const handler = async () => { for (const reader of readers) await reader.read(); };`;
  expect(await buckets(code)).toEqual(['arms', 'knees']);
});

test('functions made in a counted loop keep the counter as it was', async () => {
  const code = `const names = ['arms', 'hands', 'knees'];
    const readers = [];
    for (let i = 0; i < names.length; i++) { if (names[i] === 'hands') continue; readers.push(() => get(names[i])); }
    export const handler = () => Promise.all(readers.map((read) => read()));`;
  expect(await buckets(code)).toEqual(['arms', 'knees']);
});
