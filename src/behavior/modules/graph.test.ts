import { beforeAll, describe, expect, test } from 'vitest';
import { lowerJavaScript } from '../javascript/lower.ts';
import { modelOf } from '../models/models.ts';
import { lowerPython } from '../python/lower.ts';
import { prepareInstalledPython } from '../python/testing.ts';
import { moduleGraph } from './graph.ts';
import type { ModuleGraph } from './graph.ts';
import { createModules } from './modules.ts';
import { codeOf, treeOf } from './testing.ts';

beforeAll(() => prepareInstalledPython());

function graphOf(files: Readonly<Record<string, string>>): ModuleGraph {
  const entry = Object.keys(files)[0]!;
  const modules = createModules(treeOf(files), { javascript: lowerJavaScript, python: lowerPython, model: modelOf });
  return moduleGraph(codeOf({ language: entry.endsWith('.py') ? 'python' : 'javascript', entry, root: 'src' }), modules);
}

const namesOf = ({ imports }: ModuleGraph): string[] =>
  imports.map(({ name, isBuiltin, isGuarded }) => `${name}${isBuiltin ? ' built in' : ''}${isGuarded ? ' guarded' : ''}`);

describe('JavaScript', () => {
  test('imports, requires and re-exports are followed, in functions that nothing calls too', () => {
    const graph = graphOf({
      'src/save.mjs': "import { db } from './db.mjs';\nexport * from './list.mjs';\nfunction never() { return require('uuid/v4'); }",
      'src/db.mjs': "import fs from 'node:fs';\nimport { S3Client } from '@aws-sdk/client-s3';\nexport const db = new S3Client({});",
      'src/list.mjs': "export const list = async () => (await import('dayjs')).default();",
      'src/other.mjs': "import 'axios';",
    });
    expect(graph.files).toEqual(['src/save.mjs', 'src/db.mjs', 'src/list.mjs']);
    expect(namesOf(graph)).toEqual(['fs built in', '@aws-sdk/client-s3', 'dayjs', 'uuid']);
    expect(graph.gaps).toEqual([]);
  });

  test('imports of types alone are none', () => {
    const graph = graphOf({
      'src/save.ts': "import type { A } from 'a';\nimport { B } from 'b';\nimport { c } from 'c';\nexport const x: A | B = c;",
    });
    expect(namesOf(graph)).toEqual(['c']);
  });

  test('a require in a try may fail', () => {
    expect(namesOf(graphOf({ 'src/save.js': "let tracer;\ntry { tracer = require('dd-trace'); } catch {}" }))).toEqual([
      'dd-trace guarded',
    ]);
  });

  test('a module by a computed name, and one that is not there, leave the graph open', () => {
    const graph = graphOf({ 'src/save.mjs': "import './gone.mjs';\nexport const run = (kind) => import(`./${kind}.mjs`);" });
    expect(graph.gaps.map(({ because }) => because)).toEqual([
      'a module is loaded by a name that only the running code knows',
      'module ./gone.mjs was not found',
    ]);
  });
});

describe('Python', () => {
  test('packages, their modules and relative imports are followed', () => {
    const graph = graphOf({
      'src/save.py': 'import json\nimport orders.store\nfrom orders import prices\nimport requests.adapters\n',
      'src/orders/__init__.py': '',
      'src/orders/store.py': 'import boto3\nfrom .names import TABLE\n',
      'src/orders/names.py': 'TABLE = "orders"\n',
      'src/orders/prices.py': '',
      'src/orders/unused.py': '',
    });
    expect(graph.files).toEqual([
      'src/save.py',
      'src/orders/__init__.py',
      'src/orders/store.py',
      'src/orders/names.py',
      'src/orders/prices.py',
    ]);
    expect(namesOf(graph)).toEqual(['json built in', 'boto3', 'requests']);
  });

  test('imports for types alone are none, and those in a try are guarded', () => {
    const text =
      'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import mypy_boto3_s3\ntry:\n    import orjson\nexcept ImportError:\n    import json\n';
    expect(namesOf(graphOf({ 'src/save.py': text }))).toEqual(['typing built in', 'orjson guarded', 'json built in']);
  });

  test('a module by a computed name leaves the graph open, one by a known name does not', () => {
    expect(graphOf({ 'src/save.py': 'import importlib\njobs = importlib.import_module("yaml")\n' }).gaps).toEqual([]);
    expect(graphOf({ 'src/save.py': 'import importlib\ndef run(kind):\n    importlib.import_module(kind)\n' }).gaps).toHaveLength(1);
  });
});
