import { expect, test } from 'vitest';
import type { MapNode } from '../../../util/node.ts';
import { SourceFile, showSpan } from '../../../util/span.ts';
import { readYaml } from '../../../util/yaml.ts';
import { SamContext } from '../context.ts';
import { expandSam } from '../transform.ts';
import { validateEvents } from './validate-events.ts';
import { validateTemplate } from './validate-template.ts';

function problems(text: string): string[] {
  const read = readYaml(new SourceFile('tickets.yaml', text));
  if (!read.ok) throw new Error(read.error.message);
  const context = new SamContext(read.node as MapNode, new Map(), {});
  validateEvents(context);
  validateTemplate(context);
  return context.errors.map(({ logicalId, message, at }) => `${showSpan(at)} ${logicalId}: ${message}`);
}

const HANDLER = 'CodeUri: src/, Handler: sell.handler, Runtime: nodejs24.x';

test('a function with a local CodeUri is fine', () => {
  expect(problems(`Resources: { Sell: { Type: AWS::Serverless::Function, Properties: { ${HANDLER} } } }`)).toEqual([]);
});

test('a misspelt property is named where it stands', () => {
  expect(
    problems(`
Resources:
  Sell:
    Type: AWS::Serverless::Function
    Properties:
      ${HANDLER.replaceAll(', ', '\n      ')}
      TimeOut: 5`),
  ).toEqual(['tickets.yaml:9:16 Sell: AWS::Serverless::Function has no property TimeOut']);
});

test('an intrinsic function may stand for a value, except where AWS must know it', () => {
  const withProperty = (text: string): string =>
    `Resources: { Sell: { Type: AWS::Serverless::Function, Properties: { ${HANDLER}, ${text} } } }`;
  expect(problems(withProperty('Layers: !Ref Layers'))).toEqual([]);
  expect(problems(withProperty('AutoPublishAliasAllProperties: !Ref Publish'))).toHaveLength(1);
});

test('a property that must be there is missed, null or not', () => {
  expect(problems('Resources: { Shared: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: } } }')).toEqual([
    'tickets.yaml:1:73 Shared: the property ContentUri is required',
  ]);
});

test('events are checked by their own type', () => {
  const withEvent = (text: string): string =>
    `Resources: { Sell: { Type: AWS::Serverless::Function, Properties: { ${HANDLER}, Events: { Sold: ${text} } } } }`;
  expect(problems(withEvent('{ Type: SQS, Properties: { Queue: !GetAtt Sales.Arn, BatchSize: 10 } }'))).toEqual([]);
  expect(problems(withEvent('{ Type: SQS, Properties: { BatchSize: 10 } }'))[0]).toMatch(/event Sold: the property Queue is required/);
  expect(problems(withEvent('{ Type: Queue }'))[0]).toMatch(/event Sold has no Type that SAM knows/);
  expect(problems(withEvent('{ Type: SNS, Properties: { Topic: t, Batch: 1 } }'))[0]).toMatch(/SNS has no property Batch/);
});

test('a logical id that YAML reads as a number is no text', () => {
  expect(problems('Resources: { 7: { Type: AWS::Serverless::SimpleTable } }')).toHaveLength(1);
  expect(problems("Resources: { '7': { Type: AWS::Serverless::SimpleTable } }")).toEqual([]);
});

test('resources of other types are none of its business', () => {
  expect(problems('Resources: { Sales: { Type: AWS::SQS::Queue, Properties: { Whatever: 1 } } }')).toEqual([]);
});

test('properties within a property are checked where SAM knows them', () => {
  const withLogging = (text: string): string => `Resources:
  Sales: { Type: AWS::Serverless::GraphQLApi, Properties: { Auth: { Type: AWS_IAM }, SchemaUri: s.graphql, Logging: ${text} } }`;
  expect(problems(withLogging('true'))).toEqual([]);
  expect(problems(withLogging('{ FieldLogLevel: ALL }'))).toEqual([]);
  expect(problems(withLogging('{ Level: ALL }'))[0]).toMatch(/AWS::Serverless::GraphQLApi has no property Logging.Level/);
});

test('a default authorizer needs methods spelled as API Gateway does', () => {
  const withMethod = (method: string): string => `
Resources:
  Sales:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: { DefaultAuthorizer: Staff, Authorizers: {} }
      DefinitionBody: { openapi: 3.0.1, paths: { /tickets: !If [Open, { ${method}: {} }, !Ref AWS::NoValue] } }`;
  expect(problems(withMethod('get'))).toEqual([]);
  expect(problems(withMethod('GET'))[0]).toMatch(/the method GET of \/tickets must be written get/);
});

test('what must be of another type is said in words', () => {
  const withProperty = (text: string): string =>
    `Resources: { Shared: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: l/, ${text} } } }`;
  expect(problems(withProperty('CompatibleRuntimes: nodejs24.x'))[0]).toMatch(/CompatibleRuntimes must be a list of texts or maps$/);
  expect(problems(withProperty('PublishLambdaVersion: 1'))[0]).toMatch(/PublishLambdaVersion must be true or false$/);
});

test('a fault is reported once, however many stages stumble over it', () => {
  const text = 'Resources: { Sell: { Type: AWS::Serverless::WebSocketApi, Properties: { Routes: 1 } } }';
  const read = readYaml(new SourceFile('tickets.yaml', text));
  const { errors } = expandSam((read.ok ? read.node : undefined) as MapNode);
  expect(errors.map(({ message }) => message)).toEqual([
    'the property Routes must be a map',
    'the property RouteSelectionExpression is required',
  ]);
});
