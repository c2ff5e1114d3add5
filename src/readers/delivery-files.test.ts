import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { deliveryIn } from './delivery-files.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files; a name that ends in `/` is a folder. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'casemate-delivery-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(name.endsWith('/') ? join(folder, name) : dirname(join(folder, name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(join(folder, name), text);
  }
  return folder;
}

const shown = (folder: string, root: string): string[] => deliveryIn(folder, root).files.map(({ source }) => source.path);

test('pipeline files of the folder and of those around it are found, up to where the run was started', () => {
  const folder = folderWith({
    '.gitlab-ci.yml': 'deploy:\n  script: sam deploy\n',
    'shop/.github/workflows/test.yml': 'jobs: {}\n',
    'shop/orders/buildspec.yml': 'version: 0.2\n',
    'shop/orders/notes.yml': 'a: b\n',
  });
  const orders = join(folder, 'shop/orders');
  expect(shown(orders, 'shop/orders')).toEqual(['buildspec.yml', '../.github/workflows/test.yml', '../../.gitlab-ci.yml']);
  expect(shown(orders, 'orders')).toEqual(['buildspec.yml', '../.github/workflows/test.yml']);
  expect(shown(orders, '.')).toEqual(['buildspec.yml']);
});

test.each([
  '.travis.yml',
  'amplify.yml',
  'azure-pipelines.yml',
  'bitbucket-pipelines.yml',
  '.circleci/config.yml',
  '.buildkite/pipeline.yml',
])('%s is one', (name) => {
  expect(shown(folderWith({ [name]: 'script: sam deploy\n' }), '.')).toEqual([name]);
});

test('a template that is called like one is none', () => {
  expect(shown(folderWith({ 'alarms.buildspec.yml': 'AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n' }), '.')).toEqual([]);
});

test('nothing beyond the git working tree is looked at', () => {
  const folder = folderWith({ '.gitlab-ci.yml': 'deploy: {}\n', 'shop/.git/': '', 'shop/orders/Jenkinsfile': 'node {}\n' });
  expect(shown(join(folder, 'shop/orders'), 'shop/orders')).toEqual(['Jenkinsfile']);
});

test('a file that cannot be read is said', () => {
  const folder = folderWith({ 'buildspec.yml': '\0' });
  expect(deliveryIn(folder, '.')).toEqual({ files: [], unknown: 'buildspec.yml cannot be read' });
});
