import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { showHoles } from '../iam/policy.ts';
import type { Behavior } from '../model/behavior.ts';
import { readSettings } from '../readers/settings.ts';
import { functionPolicies } from './policies.ts';
import type { FunctionPolicy } from './policies.ts';
import { prepareBehaviors } from './behaviors.ts';

const folders: string[] = [];

beforeAll(prepareBehaviors);
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads:
    Type: AWS::S3::Bucket
  Archive:
    Type: AWS::S3::Bucket
    Properties: { BucketName: photos-archive }
  Jobs:
    Type: AWS::SQS::Queue
  Develop:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: develop.handler, CodeUri: src/ }
`;

const S3 = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client();
`;

/** The policy of the one function of an app whose code and hints are given; the config file stands \`above\` or in the app's folder. */
function developed(files: Readonly<Record<string, string>>, hints: readonly object[], place = ''): FunctionPolicy {
  const cwd = mkdtempSync(join(tmpdir(), 'casemate-hints-'));
  folders.push(cwd);
  const config = JSON.stringify({ behavior: { hints: hints.map((hint) => ({ function: 'Develop', ...hint })) } }, null, 2);
  const written = { 'casemate.config.json': config, [`${place}template.yaml`]: TEMPLATE };
  for (const [path, text] of Object.entries({ ...written, ...prefixed(files, place) })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const settings = readSettings(['.'], { cwd, config: null, baseline: null });
  expect(settings.problems).toEqual([]);
  const { policies } = functionPolicies(['.'], { cwd, parameters: {}, region: null, config: settings.config, today: '2026-11-22' });
  return policies[0]!;
}

function prefixed(files: Readonly<Record<string, string>>, place: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${place}src/${path}`, text]));
}

/** What the code's calls need, without logs. */
function needed({ needs }: FunctionPolicy): string[] {
  return needs
    .filter((need) => need.reasons.some(({ call }) => call !== null))
    .map(({ action, arn }) => `${action} ${showHoles(arn).replace(/^arn:\$\{AWS::Partition\}:/, '')}`);
}

const conflicts = ({ hints }: Behavior): (string | null)[] => hints.map(({ conflict }) => conflict);
const answered = ({ hints }: Behavior): number[] => hints.map((use) => use.answered);

test('a bucket that an event names is what the owner says it is, with the line that says so', () => {
  const code = `${S3}export const handler = (event) => s3.send(new GetObjectCommand({ Bucket: event.album, Key: 'cover.jpg' }));`;
  const one = developed({ 'develop.mjs': code }, [{ value: 'event.album', resources: ['Uploads', 'Archive'] }]);
  expect(needed(one)).toEqual(['s3:GetObject s3:::${Uploads}/cover.jpg', 's3:GetObject s3:::photos-archive/cover.jpg']);
  const [target] = one.behavior.calls[0]!.grants[0]!.targets;
  expect(target).toMatchObject({ logicalId: 'Uploads', unknown: null, via: 'event.album -> stated in casemate.config.json:4 -> Uploads' });
  expect(one.behavior.unknowns).toEqual([]);
});

test('what the code says of a name holds against a hint', () => {
  const code = `${S3}export const handler = (event) => s3.send(new GetObjectCommand({ Bucket: \`album-\${event.album}\`, Key: 'cover.jpg' }));`;
  const one = developed({ 'develop.mjs': code }, [{ value: 'event.album', resources: ['Archive'] }]);
  expect(needed(one)).toEqual(['s3:GetObject s3:::album-*/cover.jpg']);
  expect(conflicts(one.behavior)).toEqual(['the code makes that name begin or end otherwise: album-*']);
});

test('a hint changes no call whose resource the code names', () => {
  const code = `${S3}export const handler = () => s3.send(new GetObjectCommand({ Bucket: 'photos-archive', Key: 'cover.jpg' }));`;
  const one = developed({ 'develop.mjs': code }, [{ at: 'src/develop.mjs', resources: ['Uploads'] }]);
  expect(needed(one)).toEqual(['s3:GetObject s3:::photos-archive/cover.jpg']);
  expect(answered(one.behavior)).toEqual([0]);
});

test.each([
  ['Jobs', 'Jobs is no resource of s3 that is meant there'],
  ['Albums', 'the app has no resource Albums'],
  ['arn:aws:sqs:eu-central-1:111122223333:jobs', 'arn:aws:sqs:eu-central-1:111122223333:jobs is no ARN of s3'],
])('a bucket cannot be %s', (resource, conflict) => {
  const code = `${S3}export const handler = (event) => s3.send(new GetObjectCommand({ Bucket: event.album, Key: 'cover.jpg' }));`;
  const one = developed({ 'develop.mjs': code }, [{ value: 'event.album', resources: [resource] }]);
  expect(needed(one)).toEqual(['s3:GetObject s3:::*/cover.jpg']);
  expect(conflicts(one.behavior)).toEqual([conflict]);
});

test.each([
  ['develop.mjs', 'export const handler = async (event) => (await import(event.filter)).apply();\n'],
  ['develop.js', 'exports.handler = (event) => require(event.filter).apply();\n'],
])('an import by a computed name loads the modules that the owner names: %s', (file, code) => {
  const filter = `${S3}export const apply = () => s3.send(new GetObjectCommand({ Bucket: 'photos-archive', Key: 'lut.png' }));`;
  const one = developed({ [file]: code, 'sepia.mjs': filter }, [{ at: `src/${file}:1`, modules: ['./sepia.mjs'] }]);
  expect(one.behavior.complete).toBe(true);
  expect(needed(one)).toEqual(['s3:GetObject s3:::photos-archive/lut.png']);
  expect(answered(one.behavior)).toEqual([1]);
});

test('calls stand in for what could not be followed, and for nothing else', () => {
  const code = `${S3}export const handler = (event) => { eval(event.code); return s3.send(new GetObjectCommand({ Bucket: 'photos-archive', Key: 'a' })); };`;
  const says = { unknown: 'eval', calls: [{ action: 'sqs:SendMessage', resources: ['Jobs'] }] };
  const one = developed({ 'develop.mjs': code }, [says]);
  expect(one.behavior.complete).toBe(true);
  expect(needed(one)).toEqual(['s3:GetObject s3:::photos-archive/a', 'sqs:SendMessage sqs:${AWS::Region}:${AWS::AccountId}:${Jobs}']);
});

test('calls without a place are added, and close no gap', () => {
  const one = developed({ 'develop.mjs': 'export const handler = (event) => eval(event.code);' }, [
    {
      calls: [
        { action: 's3:PutObject', resources: ['Uploads'] },
        { action: 's3:ListBucket', resources: ['Uploads'] },
      ],
    },
  ]);
  expect(one.behavior.complete).toBe(false);
  expect(needed(one)).toEqual(['s3:PutObject s3:::${Uploads}/*', 's3:ListBucket s3:::${Uploads}']);
});

test('an unknown says which hint would answer it', () => {
  const code = `${S3}export const handler = (event) => { eval(event.code); return s3.send(new GetObjectCommand({ Bucket: event.album, Key: 'a' })); };`;
  const one = developed({ 'develop.mjs': code }, []);
  expect(one.behavior.unknowns.map(({ hint }) => hint)).toEqual([
    { function: 'Develop', at: 'src/develop.mjs:3', unknown: 'eval', calls: [{ action: 'SERVICE:ACTION', resources: ['LOGICAL_ID'] }] },
    { function: 'Develop', value: 'event.album', resources: ['Uploads', 'Archive'] },
  ]);
});

test('a config file above the app is named as seen from the app', () => {
  const code = `${S3}export const handler = (event) => s3.send(new GetObjectCommand({ Bucket: event.album, Key: 'cover.jpg' }));`;
  const one = developed({ 'develop.mjs': code }, [{ at: 'photos/src/develop.mjs:3', resources: ['Uploads'] }], 'photos/');
  expect(one.behavior.calls[0]!.grants[0]!.targets[0]!.bound?.source.path).toBe('../casemate.config.json');
});
