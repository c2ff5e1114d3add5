import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PropertyDifference, ResourceDrift } from '../../model/live.ts';
import { valueOf } from '../../model/testing.ts';
import { get, show } from '../../model/value.ts';
import type { MapValue, Value } from '../../model/value.ts';
import type { Json } from '../../util/node.ts';
import { SourceFile } from '../../util/span.ts';
import type { Span } from '../../util/span.ts';
import { placeDifferences } from './place-differences.ts';

const at: Span = { source: new SourceFile('drift.json', 'live'), start: 0, end: 4 };
const names = { valueOf: (data: Json): Value => standing(valueOf(data)) };

function standing(value: Value): Value {
  if (value.kind === 'list') return { ...value, at, items: value.items.map(standing) };
  if (value.kind !== 'map') return { ...value, at };
  return { ...value, at, entries: new Map([...value.entries].map(([key, entry]) => [key, { keyAt: at, value: standing(entry.value) }])) };
}

function difference(path: string, kind: PropertyDifference['kind'], actual: string | null = null): PropertyDifference {
  return { path: path.slice(1).split('/'), kind, actual, at };
}

function placed(template: Json, differences: readonly PropertyDifference[], all: { expected?: Json; actual?: Json } = {}): MapValue {
  const drift: ResourceDrift = {
    stackId: '',
    logicalId: 'Photos',
    physicalId: null,
    type: 'AWS::S3::Bucket',
    status: 'MODIFIED',
    differences,
    expected: all.expected,
    actual: all.actual,
    comparedOn: null,
    at,
  };
  return placeDifferences(valueOf(template) as MapValue, drift, { names, differences }) as MapValue;
}

function plain(value: Value | undefined): unknown {
  if (value?.kind === 'list') return value.items.map(plain);
  if (value?.kind === 'map') return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
  return value?.kind === 'scalar' ? value.value : show(value);
}

describe('with differences alone', () => {
  test('a value is replaced, and read as what the template has it as', () => {
    expect(plain(placed({ Size: 1, Id: '0012' }, [difference('/Size', 'NOT_EQUAL', '2'), difference('/Id', 'NOT_EQUAL', '0013')]))).toEqual(
      {
        Size: 2,
        Id: '0013',
      },
    );
  });
  test('what is gone is absent, and what was not written is there', () => {
    const differences = [difference('/Block/Policy', 'REMOVE', 'null'), difference('/Access/Open', 'NOT_EQUAL', 'true')];
    expect(plain(placed({ Block: { Policy: true, Acls: true } }, differences))).toEqual({ Block: { Acls: true }, Access: { Open: true } });
  });
  test('items of a list are put by their positions', () => {
    const differences = [
      difference('/Rules/0/Port', 'NOT_EQUAL', '22'),
      difference('/Rules/1', 'REMOVE'),
      difference('/Rules/1', 'ADD', '{"Port":80}'),
    ];
    expect(plain(placed({ Rules: [{ Port: 443 }, { Port: 444 }] }, differences))).toEqual({ Rules: [{ Port: 22 }, { Port: 80 }] });
  });
  test('a path that leads nowhere changes nothing', () => {
    const differences = ['/Rules/x', '/Rules/-1', '/Rules/9/Port/2', '/Rules/0/Port/Number'].map((path) => difference(path, 'REMOVE'));
    expect(plain(placed({ Rules: [{ Port: 443 }] }, differences))).toEqual({ Rules: [{ Port: 443 }] });
  });
});

describe('with all properties', () => {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::GetAtt': ['Photos', 'Arn'] } };
  const expected = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos-1a2b' };
  const wide = { Effect: 'Allow', Action: '*', Resource: '*' };

  test('an item that a list has gained leaves the others as the template has them, wherever it stands', () => {
    const live = placed({ Statement: [statement] }, [difference('/Statement/0', 'ADD')], {
      expected: { Statement: [expected] },
      actual: { Statement: [wide, expected] },
    });
    expect(plain(live)).toEqual({ Statement: [wide, { Effect: 'Allow', Action: 's3:GetObject', Resource: '${Photos.Arn}' }] });
    const list = get(live, 'Statement');
    const places = list?.kind === 'list' ? list.items.map((item) => item.at.source.path) : [];
    expect(places).toEqual(['drift.json', 'value.json']);
  });
  test('an item that changed keeps what did not', () => {
    const live = placed({ Statement: [statement] }, [difference('/Statement/0/Action', 'NOT_EQUAL', '*')], {
      expected: { Statement: [expected] },
      actual: { Statement: [{ ...expected, Action: '*' }] },
    });
    expect(plain(live)).toEqual({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '${Photos.Arn}' }] });
  });
  test('a list in another order is the same list', () => {
    const live = placed({ Ports: [{ Port: 443 }, { Port: 80 }] }, [difference('/Ports/0/Port', 'NOT_EQUAL', '80')], {
      expected: { Ports: [{ Port: 443 }, { Port: 80 }] },
      actual: { Ports: [{ Port: '80' }, { Port: '443' }] },
    });
    expect(plain(live)).toEqual({ Ports: [{ Port: 80 }, { Port: 443 }] });
  });
  test('properties that differ and are not among the differences stay the template’s', () => {
    const live = placed({ Size: 1, Name: 'photos' }, [difference('/Size', 'NOT_EQUAL', '2')], {
      expected: { Size: 1, Name: 'photos' },
      actual: { Size: 2, Name: 'PHOTOS' },
    });
    expect(plain(live)).toEqual({ Size: 2, Name: 'photos' });
  });
  test('keys that mean something to JavaScript are keys', () => {
    const actual = JSON.parse('{"Map": {"__proto__": {"x": 1}, "constructor": 2}}') as Json;
    const live = placed({ Map: { a: 1 } }, [difference('/Map', 'NOT_EQUAL')], { expected: { Map: { a: 1 } }, actual });
    const map = get(live, 'Map');
    expect(map?.kind === 'map' ? [...map.entries.keys()] : []).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

test('whatever a result says, something is placed and nothing is thrown', () => {
  const steps = fc.constantFrom('Rules', '0', '1', 'Port', '__proto__', 'constructor', '', 'x');
  const data = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
  const anyDifference = fc.record({
    path: fc.array(steps, { minLength: 1, maxLength: 5 }),
    kind: fc.constantFrom<PropertyDifference['kind']>('ADD', 'REMOVE', 'NOT_EQUAL'),
    actual: fc.oneof(fc.constant(null), fc.json()),
    at: fc.constant(at),
  });
  fc.assert(
    fc.property(fc.array(anyDifference, { maxLength: 6 }), data, data, (differences, expected, actual) => {
      const live = placed({ Rules: [{ Port: 443 }, { Port: 80, Range: [1, 2] }], x: 'y' }, differences, { expected, actual });
      expect(live.kind).toBe('map');
    }),
  );
});
