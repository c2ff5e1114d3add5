import { expect, test } from 'vitest';
import { runsAtEdge } from './edge.ts';
import { appOf } from './testing.ts';

const handler = { Type: 'AWS::Lambda::Function', Properties: {} };

test('a function is at the edge when a distribution names a version of it', () => {
  const app = appOf({
    Headers: handler,
    Resize: handler,
    HeadersVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Headers' } } },
    Shop: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          CacheBehaviors: [
            { LambdaFunctionAssociations: [{ EventType: 'viewer-response', LambdaFunctionARN: { Ref: 'HeadersVersion' } }] },
          ],
        },
      },
    },
  });
  expect(app.functions.map((fn) => [fn.id, runsAtEdge(app, fn)])).toEqual([
    ['Headers', true],
    ['Resize', false],
  ]);
});

test('a function is at the edge when its role trusts the service of the edge', () => {
  const role = (service: string) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] },
    },
  });
  const app = appOf({
    Headers: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['AtEdge', 'Arn'] } } },
    Resize: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['InRegion', 'Arn'] } } },
    AtEdge: role('edgelambda.amazonaws.com'),
    InRegion: role('lambda.amazonaws.com'),
  });
  expect(app.functions.filter((fn) => runsAtEdge(app, fn)).map(({ id }) => id)).toEqual(['Headers']);
});
