import { describe, expect, test } from 'vitest';
import { written } from '../../model/written.ts';
import { readYaml } from '../../util/yaml.ts';
import { SourceFile } from '../../util/span.ts';
import { at } from '../../util/node.ts';
import { isSettable, pathAt, pathOf } from './place.ts';

test('a value is found by where it stands', () => {
  const source = new SourceFile('template.yaml', 'Resources:\n  Api:\n    Settings:\n      - Path: /*\n        Trace: true\n');
  const read = readYaml(source);
  if (!read.ok) throw new Error(read.error.message);
  const path = ['Resources', 'Api', 'Settings', 0];
  expect(pathAt(at(read.node, ...path)!.at)).toEqual(path);
  expect(pathAt(at(read.node, ...path, 'Trace')!.at)).toEqual([...path, 'Trace']);
});

test('an intrinsic function of YAML counts as its long form', () => {
  const source = new SourceFile('template.yaml', 'Trace: !Ref Tracing\n');
  expect(pathAt({ source, start: 12, end: 19 })).toEqual(['Trace', 'Ref']);
});

test('a file that cannot be read has no places', () => {
  const source = new SourceFile('template.json', '{ "Trace": ');
  expect(pathAt({ source, start: 2, end: 9 })).toBeUndefined();
});

const shop = new SourceFile(
  'template.yaml',
  `Resources:
  Tickets:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !If [IsProd, prod, test]
      Auth: !If [IsProd, { DefaultAuthorizer: People }, !Ref AWS::NoValue]
      MethodSettings:
        - &all { ResourcePath: '/*', HttpMethod: '*' }
        - *all
`,
);
const properties = ['Resources', 'Tickets', 'Properties'];

describe('the path of a value that stands at a place', () => {
  test('is found by its place alone, also inside an intrinsic', () => {
    const path = [...properties, 'StageName', 'Fn::If', 1];
    expect(pathOf(written(shop, path)!.at)).toEqual(path);
  });
  test('is none for what stands under an alias, as it would change twice', () => {
    expect(pathOf(written(shop, [...properties, 'MethodSettings', 0])!.at)).toBeUndefined();
  });
  test('is none for a place between values', () => {
    expect(pathOf({ source: shop, start: 1, end: 3 })).toBeUndefined();
  });
});

describe('a value can be set', () => {
  test.each([
    [true, [...properties, 'TracingEnabled']],
    [true, [...properties, 'AccessLogSetting', 'Format']],
    [true, [...properties, 'MethodSettings', 1, 'ThrottlingRateLimit']],
    [true, ['Globals', 'Api', 'MethodSettings']],
    [false, [...properties, 'Auth', 'Authorizers']],
    [false, [...properties, 'MethodSettings', 2, 'ThrottlingRateLimit']],
    [false, ['Resources', 'Tickets', 'Type', 'Name']],
  ])('%s at %j', (expected, path) => {
    expect(isSettable(shop, path)).toBe(expected);
  });
});
