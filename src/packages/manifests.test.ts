import { expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import { Manifests } from './manifests.ts';
import { readNpmLock } from './npm-lock.ts';
import { readPythonProject } from './python-projects.ts';
import { readRequirements } from './requirements.ts';
import { filesBelow, normal } from './tree.ts';
import type { FileTree } from './tree.ts';

function treeOf(files: Readonly<Record<string, string>>): FileTree {
  const paths = Object.keys(files);
  const inside = (folder: string): string[] => paths.filter((path) => folder === '' || path.startsWith(`${folder}/`));
  return {
    read: (path) => (Object.hasOwn(files, path) ? { text: files[path]! } : undefined),
    kind: (path) => (Object.hasOwn(files, path) ? 'file' : inside(path).length > 0 ? 'folder' : undefined),
    list: (folder) =>
      [...new Set(inside(folder).map((path) => path.slice(folder === '' ? 0 : folder.length + 1).split('/')[0]!))].toSorted(),
    bytes: (path) => files[path]?.length ?? 0,
  };
}

const asked = (text: string): string[] =>
  readRequirements(new SourceFile('requirements.txt', text)).packages.map(({ name, wanted }) => `${name}${wanted}`);

test('requirements name packages with pins, extras, markers and comments; addresses, options and paths are none', () => {
  const text = [
    '# orders',
    'boto3==1.44.5',
    'aws_lambda_powertools[tracer]>=3.2,<4 # logs',
    'PyYAML; python_version < "3.13"',
    '  requests',
    'https://files.example/orders.whl',
    './local',
    '--extra-index-url https://packages.example',
  ].join('\n');
  expect(asked(text)).toEqual(['boto3==1.44.5', 'aws-lambda-powertools>=3.2,<4', 'pyyaml', 'requests']);
});

test.each([
  ['six==1.17.0 \\\n    --hash=sha256:00', true, false],
  ['six==1.17.0\n    # via boto3', true, false],
  ['-r base.txt\nsix', false, true],
  ['six', false, false],
])('whether requirements are resolved or partial: %j', (text, isResolved, isPartial) => {
  expect(readRequirements(new SourceFile('requirements.txt', text))).toMatchObject({ isResolved, isPartial });
});

test('a place of a requirement is its name', () => {
  const source = new SourceFile('requirements.txt', 'boto3\n  Requests==2\n');
  const [, { at }] = readRequirements(source).packages as [unknown, { at: { start: number; end: number } }];
  expect(source.text.slice(at.start, at.end)).toBe('Requests');
});

test('pyproject.toml and Pipfile ask in the tables of PEP 621, Poetry, dependency groups and pipenv', () => {
  const read = (name: string, text: string): string[] | undefined =>
    readPythonProject(new SourceFile(name, text))?.map((one) => `${one.name} ${one.group}`);
  expect(read('pyproject.toml', '[project]\ndependencies = ["boto3>=1.44"]\n[dependency-groups]\ndev = ["pytest"]\n')).toEqual([
    'boto3 dependencies',
    'pytest devDependencies',
  ]);
  expect(
    read('pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.13"\nhttpx = "*"\n[tool.poetry.group.dev.dependencies]\nmoto = "*"\n'),
  ).toEqual(['httpx dependencies', 'moto devDependencies']);
  expect(read('Pipfile', '[packages]\nrequests = "*"\n[dev-packages]\nblack = "*"\n')).toEqual([
    'requests dependencies',
    'black devDependencies',
  ]);
  expect(read('Pipfile', '[packages')).toBeUndefined();
});

test('a lockfile tells what each package needs, nested ones too; version 1 is not read', () => {
  const text = JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { name: 'orders' },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^1' }, peerDependencies: { c: '*' }, optionalDependencies: { d: '1' } },
      'node_modules/a/node_modules/@s/b': { version: '1.2.0', dev: true, cpu: ['x64'], os: ['linux'] },
    },
  });
  const lock = readNpmLock(new SourceFile('package-lock.json', text));
  expect([...lock!.packages.values()].map(({ name, needs, optional, isDev, cpu }) => ({ name, needs, optional, isDev, cpu }))).toEqual([
    { name: 'a', needs: ['b', 'd', 'c'], optional: ['d'], isDev: false, cpu: [] },
    { name: '@s/b', needs: [], optional: [], isDev: true, cpu: ['x64'] },
  ]);
  expect(readNpmLock(new SourceFile('package-lock.json', '{ "lockfileVersion": 1, "dependencies": {} }'))).toBeNull();
});

test('a package is mentioned where a file quotes or imports it, and not in a comment, a list of packages or what is installed', () => {
  const manifests = new Manifests(
    treeOf({
      'package.json': '{ "dependencies": { "pino-pretty": "1", "axios": "1", "uuid": "1" } }',
      'src/log.mjs': "// import axios from 'axios'\nexport const transport = { target: 'pino-pretty' };",
      'node_modules/pino/index.js': "require('uuid')",
    }),
  );
  const manifest = manifests.npm('')!;
  expect(['pino-pretty', 'axios', 'uuid'].map((name) => manifest.mentionOf(name))).toEqual(['src/log.mjs', null, null]);
  expect(manifests.npm('src')).toBeNull();
});

test('installed, hidden and generated files are not listed', () => {
  const tree = treeOf({ 'a.js': '', 'node_modules/x/index.js': '', '.git/config': '', 'src/b.py': '', 'src/__pycache__/b.pyc': '' });
  expect(filesBelow(tree, '')).toEqual(['a.js', 'src/b.py']);
  expect(normal('./src/../lib/x')).toBe('lib/x');
});
