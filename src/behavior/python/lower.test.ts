import { beforeAll, describe, expect, test } from 'vitest';
import type { Expr, Stmt } from '../ir/ir.ts';
import { lowerPython } from './lower.ts';
import { lowered, prepareInstalledPython, withoutPlaces } from './testing.ts';

beforeAll(prepareInstalledPython);

/** The value of the only statement of a source. */
function expression(text: string): Expr {
  const [statement] = lowered(text).body;
  if (statement?.k !== 'expr') throw new Error(`no expression: ${JSON.stringify(statement)}`);
  return statement.value;
}

const shape = (text: string): unknown => withoutPlaces(expression(text));
const body = (text: string): readonly Stmt[] => lowered(text).body;
const name = (value: string): object => ({ k: 'var', name: value });

describe('texts', () => {
  test('an f-string is the concatenation of its parts, with doubled braces as one', () => {
    expect(shape("f'{stage}-orders-{{x}}'")).toEqual({
      k: 'concat',
      parts: [name('stage'), { k: 'const', value: '-orders-{x}' }],
    });
  });

  test('literals side by side are one text, whatever their prefixes', () => {
    expect(
      shape(`x = 'orders' "-" r'\\d' '\\x41\\u00e9\\N{DASH}\\
' b"z"`),
    ).toMatchObject({ value: { k: 'const', value: 'orders-\\dAé\\N{DASH}z' } });
  });

  test('a value with a format specification is not its plain text', () => {
    expect(shape("f'{count:03d}'")).toMatchObject({ k: 'concat', parts: [{ k: 'opaque', parts: [name('count')] }] });
  });

  test('a string alone is documentation', () => {
    expect(body('"""Saves orders."""')).toEqual([]);
  });

  test('places are offsets in UTF-16 units, so that they fit text beyond ASCII', () => {
    const text = "größe = '𝒳'; client = boto3.client('s3')";
    const [, second] = body(text);
    if (second?.k !== 'expr' || second.value.k !== 'assign') throw new Error('no assignment');
    expect(text.slice(second.value.value.at.start, second.value.value.at.end)).toBe("boto3.client('s3')");
  });
});

describe('operators', () => {
  test('a chained comparison is the conjunction of its parts', () => {
    expect(shape('a < b <= c')).toEqual({
      k: 'logical',
      op: '&&',
      left: { k: 'binary', op: '<', left: name('a'), right: name('b') },
      right: { k: 'binary', op: '<=', left: name('b'), right: name('c') },
    });
  });

  test('is, is not and not in are written as in the form', () => {
    expect(shape('a is None')).toMatchObject({ k: 'binary', op: '===' });
    expect(shape('a is not None')).toMatchObject({ k: 'binary', op: '!==' });
    expect(shape('a not in b')).toMatchObject({ k: 'unary', op: '!', value: { k: 'binary', op: 'in' } });
  });

  test('a module that is imported is not the program', () => {
    expect(body("if __name__ == '__main__':\n    main()")).toMatchObject([{ k: 'if', test: { k: 'const', value: false } }]);
  });

  test('imports for type checkers never run', () => {
    expect(body('if TYPE_CHECKING:\n    import x')).toMatchObject([{ k: 'if', test: { value: false } }]);
    expect(body('if typing.TYPE_CHECKING:\n    import x')).toMatchObject([{ k: 'if', test: { value: false } }]);
  });
});

describe('assignments', () => {
  test('a star in the middle takes a slice, and what follows counts from the end', () => {
    expect(shape('first, *rest, last = key')).toMatchObject({
      target: {
        k: 'fields',
        fields: [
          { key: { value: 0 }, target: { name: 'first' } },
          { key: {}, target: { name: 'rest' } },
          { key: { value: -1 }, target: { name: 'last' } },
        ],
      },
    });
  });

  test('several targets take one value', () => {
    expect(shape('a = b = 1')).toMatchObject({ target: { name: 'a' }, value: { k: 'assign', target: { name: 'b' }, value: { value: 1 } } });
  });

  test('an annotation without a value assigns nothing', () => {
    expect(lowered('x: int').locals).toEqual([]);
  });

  test('a name declared global belongs to the module', () => {
    const module = lowered('def connect():\n    global client\n    client = 1\n');
    expect(module.locals).toEqual(['connect', 'client']);
    expect(module.body).toMatchObject([{ value: { value: { fn: { locals: [] } } } }]);
  });
});

describe('functions', () => {
  test('parameters keep their names, defaults, stars and what is by keyword only', () => {
    expect(shape('f = lambda a, b=1, /, *args, c, d=2, **kw: a')).toMatchObject({
      value: {
        fn: {
          params: [
            { name: 'a', defaultValue: null, keywordOnly: false },
            { name: 'b', defaultValue: { value: 1 }, keywordOnly: false },
            { name: 'c', defaultValue: null, keywordOnly: true },
            { name: 'd', defaultValue: { value: 2 }, keywordOnly: true },
          ],
          rest: { name: 'args' },
          keywordRest: 'kw',
        },
      },
    });
  });

  test('decorators are calls, the nearest first', () => {
    expect(body('@outer\n@inner(1)\ndef handler(event, context): pass')).toMatchObject([
      {
        value: {
          target: { name: 'handler' },
          value: {
            k: 'call',
            isDecorator: true,
            callee: { name: 'outer' },
            args: [
              {
                value: {
                  k: 'call',
                  isDecorator: true,
                  callee: { k: 'call', callee: { name: 'inner' } },
                  args: [{ value: { k: 'function' } }],
                },
              },
            ],
          },
        },
      },
    ]);
  });

  test('a function with yield is a generator, the one around it is not', () => {
    expect(body('def outer():\n    def inner():\n        yield 1\n    return inner')).toMatchObject([
      { value: { value: { fn: { isGenerator: false, body: [{ value: { value: { fn: { isGenerator: true } } } }, { k: 'return' }] } } } },
    ]);
  });

  test('the variable of a comprehension does not touch a name outside of it', () => {
    const module = lowered("table = 'orders'\nx = [table for table in tables]");
    expect(module.locals).toHaveLength(3);
    expect(withoutPlaces(module.body[1])).toMatchObject({
      value: { value: { clauses: [{ target: { name: 'table@21' }, of: name('tables') }], result: name('table@21') } },
    });
  });
});

describe('classes', () => {
  const members = (text: string): unknown => {
    const value = body(text)
      .flatMap((statement) => (statement.k === 'expr' && statement.value.k === 'assign' ? [statement.value.value] : []))
      .findLast((each) => each.k === 'class');
    return value?.k === 'class' ? withoutPlaces(value.cls.members) : undefined;
  };

  test('class attributes see those before them, and become static fields', () => {
    const text = "class Orders:\n    table = 'orders'\n    index = table + '-index'\n";
    expect(withoutPlaces(body(text))).toMatchObject([
      { value: { target: { name: 'Orders.table' } } },
      { value: { target: { name: 'Orders.index' }, value: { left: name('Orders.table') } } },
      { value: { target: { name: 'Orders' } } },
    ]);
    expect(members(text)).toMatchObject([
      { key: { value: 'table' }, kind: 'field', isStatic: true, value: name('Orders.table') },
      { key: { value: 'index' }, kind: 'field', isStatic: true },
    ]);
  });

  test('methods do not see class attributes by their bare names', () => {
    const text = "class Orders:\n    table = 'a'\n    def get(self):\n        return table\n";
    expect(members(text)).toMatchObject([{}, { value: { fn: { body: [{ k: 'return', value: name('table') }] } } }]);
  });

  test('properties, setters, static and class methods are told apart', () => {
    const text = [
      'class Orders:',
      '    @property',
      '    def table(self): pass',
      '    @table.setter',
      '    def table(self, value): pass',
      '    @staticmethod',
      '    def key(): pass',
      '    @classmethod',
      '    def open(cls): pass',
      '    @functools.cached_property',
      '    def client(self): pass',
    ].join('\n');
    expect(members(text)).toMatchObject([
      { key: { value: 'table' }, kind: 'getter' },
      { key: { value: 'table' }, kind: 'setter' },
      { key: { value: 'key' }, kind: 'method', isStatic: true, bindsClass: false },
      { key: { value: 'open' }, kind: 'method', isStatic: true, bindsClass: true },
      { key: { value: 'client' }, kind: 'getter' },
    ]);
  });

  test('a dispatch table in a class holds its methods', () => {
    const text = "class Orders:\n    def create(self): pass\n    actions = {'create': create}\n";
    expect(withoutPlaces(body(text)[0])).toMatchObject({
      value: { target: { name: 'Orders.actions' }, value: { entries: [{ value: { k: 'function', fn: { name: 'create' } } }] } },
    });
  });

  test('a dataclass gets the constructor that Python writes', () => {
    const text =
      "@dataclass(frozen=True)\nclass Store:\n    client: object\n    table: str = 'orders'\n    tags: list = field(default_factory=list)\n";
    expect(members(text)).toMatchObject([
      { key: { value: 'table' }, kind: 'field' },
      {
        key: { value: '__init__' },
        value: {
          fn: {
            params: [
              { name: 'self' },
              { name: 'client', defaultValue: null },
              { name: 'table', defaultValue: name('Store.table') },
              { name: 'tags', defaultValue: { k: 'call', callee: name('list') } },
            ],
            rest: null,
          },
        },
      },
    ]);
  });

  test('a dataclass takes the fields of the dataclass it inherits from', () => {
    const text = '@dataclass\nclass A:\n    x: int\n@dataclass\nclass B(A):\n    y: int\n';
    expect(members(text)).toMatchObject([{ value: { fn: { params: [{ name: 'self' }, { name: 'x' }, { name: 'y' }] } } }]);
  });

  test('settings of pydantic are read from the environment', () => {
    const text = "class Settings(BaseSettings):\n    table_name: str\n    model_config = SettingsConfigDict(env_prefix='app_')\n";
    expect(members(text)).toMatchObject([
      { key: { value: 'model_config' } },
      {
        value: {
          fn: { params: [{}, { name: 'table_name', keywordOnly: true, defaultValue: { k: 'get', key: { value: 'APP_TABLE_NAME' } } }] },
        },
      },
    ]);
  });
});

describe('statements', () => {
  test('what with opens is nested, in parentheses too', () => {
    expect(body('with (a as x, b as y):\n    pass')).toMatchObject([
      { k: 'with', value: { name: 'a' }, target: { name: 'x' }, body: [{ k: 'with', value: { name: 'b' }, target: { name: 'y' } }] },
    ]);
  });

  test('handlers have their types and names', () => {
    expect(body('try:\n    a()\nexcept (X, Y) as e:\n    pass\nexcept:\n    pass\nelse:\n    b()\nfinally:\n    c()')).toMatchObject([
      {
        k: 'try',
        handlers: [
          { types: { k: 'list' }, target: { name: 'e' } },
          { types: null, target: null },
        ],
        otherwise: [{}],
        finally: [{}],
      },
    ]);
  });

  test('literal cases are comparisons, one after the other', () => {
    expect(body("match event['action']:\n    case 'put' | 'set':\n        a()\n    case _:\n        b()")).toMatchObject([
      { value: { target: { name: 'match@0' }, value: { k: 'get' } } },
      {
        k: 'if',
        test: { k: 'logical', op: '||', left: { op: '===', right: { value: 'put' } } },
        then: [{}],
        otherwise: [{ k: 'if', test: { value: true } }],
      },
    ]);
  });

  test('a mapping pattern asks for its literals and binds the rest', () => {
    expect(body("match event:\n    case {'type': 'save', 'key': key} if key:\n        a(key)")).toMatchObject([
      {},
      {
        k: 'if',
        test: { k: 'logical', op: '&&', right: { k: 'sequence', parts: [{ k: 'assign', target: { name: 'key' } }, { name: 'key' }] } },
      },
    ]);
  });

  test('imports keep their levels and what they bind', () => {
    expect(
      withoutPlaces(
        body('import a.b\nimport a.b as c\nfrom ..x import y as z\nfrom . import w\nfrom q import *\nfrom __future__ import annotations'),
      ),
    ).toMatchObject([
      { value: { target: { name: 'a' }, value: { k: 'pythonImport', specifier: 'a.b', bind: 'first' } } },
      { value: { target: { name: 'c' }, value: { specifier: 'a.b', bind: 'last' } } },
      { value: { target: { name: 'z' }, value: { k: 'pythonImportFrom', specifier: 'x', level: 2, name: 'y' } } },
      { value: { target: { name: 'w' }, value: { specifier: '', level: 1, name: 'w' } } },
      { k: 'importAll', specifier: 'q', level: 0 },
    ]);
  });
});

describe('text that is no Python 3', () => {
  test('broken code has a gap with its line, and what can be read is lowered', () => {
    const module = lowered("import boto3\nx = = 3\nboto3.client('s3')\n");
    expect(module.gaps).toMatchObject([{ code: 'parse-error', because: 'app.py:2 is no Python 3 that can be read' }]);
    expect(module.body.length).toBeGreaterThan(1);
  });

  test('print as a statement is Python 2', () => {
    expect(lowered('print "saved"').gaps).toMatchObject([{ code: 'parse-error' }]);
    expect(lowered('print("saved")').gaps).toEqual([]);
  });

  test('an empty file and a notebook are empty modules', () => {
    expect(lowered(' \n').body).toEqual([]);
    expect(lowered('{\n "cells": []}').body).toEqual([]);
    expect(lowered('{\n "cells": []}').gaps).toEqual([]);
  });

  test('nesting without end is a limit, not an overflow of the stack', () => {
    for (const text of [`${'('.repeat(20_000)}1${')'.repeat(20_000)}`, `x = ${'a + '.repeat(20_000)}b`, `${'not '.repeat(9_000)}x`])
      expect(lowered(text).gaps.map((gap) => gap.code)).toContain('limit-reached');
  });

  test('a file beyond the limit is not read', () => {
    expect(lowerPython('big.py', `x = 1\n${'#'.repeat(5_000_001)}`).gaps).toMatchObject([{ code: 'limit-reached' }]);
  });
});
