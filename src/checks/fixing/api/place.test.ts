import { describe, expect, test } from 'vitest';
import { written } from '../../../model/written.ts';
import { SourceFile } from '../../../util/span.ts';
import { isSettable, pathOf } from './place.ts';

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
