import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entriesOf, itemsOf } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import type { Stack } from '../../model/template.ts';
import { toJson } from '../../util/node.ts';
import type { Json } from '../../util/node.ts';
import { SourceFile } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';
import { faults, plain, stackOf, stacksOf } from './testing.ts';

const SHOP = `
AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Token: {Type: String, NoEcho: true}
  Subnets: {Type: CommaDelimitedList, Default: 'subnet-1,subnet-2'}
Mappings:
  Sizes: {dev: {memory: 128}, prod: {memory: 1024}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: nodejs24.x
    MemorySize: !FindInMap [Sizes, !Ref Stage, memory]
    Environment: {Variables: {STAGE: !Ref Stage}}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      SSESpecification: !If [IsProd, {SSEEnabled: true}, !Ref AWS::NoValue]
  SaveOrder:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: save.handler
      Policies: [{DynamoDBWritePolicy: {TableName: !Ref Orders}}, {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:\${AWS::Partition}:s3:::\${Stage}/*'}]}]
      Environment: {Variables: {TABLE: !Ref Orders, TOKEN: !Ref Token}}
      Events: {Post: {Type: Api, Properties: {Path: /orders, Method: post}}}
      VpcConfig: {SubnetIds: !Ref Subnets, SecurityGroupIds: [!GetAtt Group.GroupId]}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: !Join [' ', [group, of, !Ref Stage]]}}
Outputs:
  Table: {Value: !GetAtt Orders.Arn, Export: {Name: !Sub '\${AWS::StackName}-table'}}
`;

function data(text: string): Json {
  const read = readYaml(new SourceFile('template.yaml', text));
  if (!read.ok) throw new Error(read.error.message);
  return toJson(read.node);
}

/** Everything a stack says, places apart. */
function told(stack: Stack): Json {
  return {
    format: stack.format,
    resources: [...stack.resources.values()]
      .map(({ id, type, properties, attributes, owner }) => ({
        id,
        type,
        properties: plain(properties)!,
        attributes: Object.fromEntries([...attributes].map(([name, value]) => [name, plain(value)!])),
        owner: owner === null ? null : { ...owner },
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    outputs: Object.fromEntries([...stack.outputs].map(([name, value]) => [name, plain(value)!])),
    faults: faults(stack).toSorted(),
    opaque: stack.opaque?.reason ?? null,
  };
}

function* scalars(value: Value): Generator<Value> {
  yield value;
  if (value.kind === 'list') for (const item of itemsOf(value)) yield* scalars(item);
  if (value.kind === 'map') for (const entry of entriesOf(value)) yield* scalars(entry.value);
}

test('JSON and YAML of one template make the same stacks', () => {
  const fromYaml = stacksOf(SHOP);
  const fromJson = stacksOf(JSON.stringify(data(SHOP), null, 2));
  expect(fromYaml).toHaveLength(2);
  expect(fromJson.map(({ branch, stack }) => [branch, told(stack)])).toEqual(fromYaml.map(({ branch, stack }) => [branch, told(stack)]));
});

test('nothing in a stack is conditional any more', () => {
  for (const { stack } of stacksOf(SHOP)) {
    for (const resource of stack.resources.values()) expect(JSON.stringify(plain(resource.properties))).not.toMatch(/Fn::If|IsProd/);
  }
});

test('properties are evaluated once, and asking again gives the same value', () => {
  const resource = stacksOf(SHOP)[0]!.stack.resources.get('Orders')!;
  expect(resource.properties).toBe(resource.properties);
  expect({ ...resource }.properties).toBe(resource.properties);
});

test('the owner’s values keep their places through SAM', () => {
  const save = stacksOf(SHOP)[0]!.stack.resources.get('SaveOrder')!;
  for (const value of scalars(save.properties)) {
    expect(value.at.source.path).toBe('template.yaml');
    expect(value.at.end).toBeGreaterThanOrEqual(value.at.start);
  }
  const text = SHOP.slice(entriesOf(save.properties).find(({ key }) => key === 'MemorySize')!.value.at.start).split('\n')[0];
  expect(text).toBe('!FindInMap [Sizes, !Ref Stage, memory]');
});

test('an unrelated resource changes nothing about the others', () => {
  const before = stacksOf(SHOP)[0]!.stack;
  const after = stacksOf(SHOP.replace('Resources:\n', 'Resources:\n  News: {Type: AWS::SNS::Topic}\n'))[0]!.stack;
  for (const [id, resource] of before.resources) {
    // The id of an API's deployment holds a hash of its body alone.
    expect(plain(after.resources.get(id)!.properties)).toEqual(plain(resource.properties));
  }
});

describe('order', () => {
  const shuffled = (value: Json, random: () => number): Json => {
    if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => [random(), key, shuffled(inner, random)] as const);
    return Object.fromEntries(entries.toSorted((a, b) => a[0] - b[0]).map(([, key, inner]) => [key, inner]));
  };

  test('of keys changes nothing', () => {
    const template = data(SHOP);
    const expected = told(stackOf(JSON.stringify(template), { parameters: { Stage: 'prod' } }));
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (numbers) => {
        const random = (): number => numbers.next().value as number;
        expect(told(stackOf(JSON.stringify(shuffled(template, random)), { parameters: { Stage: 'prod' } }))).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});
