import { describe, expect, test } from 'vitest';
import { found, modulesOf } from './testing.ts';

describe('imports of Python', () => {
  const modules = modulesOf(
    {
      'src/app.py': '',
      'src/store.py': '',
      'src/api/__init__.py': '',
      'src/api/routes.py': '',
      'src/api/v1/users.py': '',
      'src/queue.py': '',
      'src/email/notes.txt': '',
      'src/boto3/__init__.py': '',
      'src/requests/__init__.py': '',
      'src/requests-2.31.0.dist-info/METADATA': 'Name: requests\nRequires-Dist: urllib3\n',
      'src/uploader/__init__.py': '',
      'src/s3_uploader-1.0.dist-info/METADATA': 'Name: s3-uploader\nRequires-Dist: boto3 (>=1.20)\n',
      'src/s3_uploader-1.0.dist-info/top_level.txt': 'uploader\n',
      'layers/common/python/audit.py': '',
      'layers/common/python/lib/python3.12/site-packages/pricing/__init__.py': '',
      'layers/built/names.py': '',
      'layers/common/python/requirements.txt': 'PyMySQL==1.1\nledger\n',
      'layers/common/python/pymysql/__init__.py': 'from . import cursors',
      'layers/common/python/pymysql/cursors.py': '',
      'layers/common/python/ledger/__init__.py': 'import boto3',
      'layers/common/python/pydantic/__init__.py': '',
      'layers/common/python/prices/__init__.py': '',
      'src/requirements.txt': 'python-barcode==0.15\n',
      'shared/elsewhere/__init__.py': '',
      'shared/elsewhere/sub.py': '',
      'other/python/jinja2/__init__.py': '',
      'a/twice.py': '',
      'b/twice.py': '',
    },
    ['boto3', 'queue', 'email', 'json'],
  );
  const from = { from: 'src/app.py', layers: ['layers/common', 'layers/built'] };
  test.each([
    ['store', 'src/store.py'],
    ['api', 'src/api/__init__.py'],
    ['api.routes', 'src/api/routes.py'],
    ['api.v1', 'src/api/v1/__init__.py'],
    ['api.v1.users', 'src/api/v1/users.py'],
    ['audit', 'layers/common/python/audit.py'],
    ['pricing', 'layers/common/python/lib/python3.12/site-packages/pricing/__init__.py'],
    ['names', 'layers/built/names.py'],
    ['json', 'model json'],
    ['api.nothing', 'missing'],
    ['nothing', 'missing'],
    ['numpy', 'package numpy'],
    ['barcode', 'package barcode'],
    ['jinja2', 'package jinja2'],
    ['elsewhere.sub', 'shared/elsewhere/sub.py'],
    ['twice', 'missing'],
    ['awswrangler', 'package awswrangler with a client'],
  ])('%s is %s', (specifier, expected) => {
    expect(found(modules, specifier, from)).toBe(expected);
  });

  test("the function's own file hides a module of the standard library, a folder without __init__.py does not", () => {
    expect(found(modules, 'queue', from)).toBe('src/queue.py');
    expect(found(modules, 'email', from)).toBe('model email');
  });

  test('a copy of a modelled library beside the code is that library', () => {
    expect(found(modules, 'boto3', from)).toBe('model boto3');
  });

  test('what pip put beside the code is not followed', () => {
    expect(found(modules, 'requests', from)).toBe('package requests');
    expect(found(modules, 'uploader', from)).toBe('package uploader with a client');
  });

  test('leading dots climb from the package of the file', () => {
    expect(found(modules, 'routes', { from: 'src/api/app.py', level: 1 })).toBe('src/api/routes.py');
    expect(found(modules, '', { from: 'src/api/routes.py', level: 1 })).toBe('src/api/__init__.py');
    expect(found(modules, 'routes', { from: 'src/api/v1/users.py', level: 2 })).toBe('src/api/routes.py');
    expect(found(modules, 'nothing', { from: 'src/api/v1/users.py', level: 2 })).toBe('missing');
  });

  test.each([
    ['pymysql', 'package pymysql'],
    ['pymysql.cursors', 'package pymysql'],
    ['pydantic', 'package pydantic'],
    ['ledger', 'layers/common/python/ledger/__init__.py'],
    ['prices', 'layers/common/python/prices/__init__.py'],
  ])('of the packages copied into a layer, %s is %s', (specifier, expected) => {
    expect(found(modules, specifier, from)).toBe(expected);
  });

  test("a handler in a folder sees the function's root, and its own folder after it", () => {
    expect(found(modules, 'store', { from: 'src/api/v1/users.py', root: 'src' })).toBe('src/store.py');
    expect(found(modules, 'users', { from: 'src/api/v1/users.py', root: 'src' })).toBe('src/api/v1/users.py');
  });

  test('code that imports itself by a path from above its root is found', () => {
    expect(found(modules, 'src.store', { from: 'src/app.py', root: 'src' })).toBe('src/store.py');
  });
});
