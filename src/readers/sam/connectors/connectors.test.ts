import { expect, test } from 'vitest';
import { at, stringOf, toJson } from '../../../util/node.ts';
import type { MapNode } from '../../../util/node.ts';
import { SourceFile, showSpan } from '../../../util/span.ts';
import { readYaml } from '../../../util/yaml.ts';
import { SamContext } from '../context.ts';
import { extractEmbeddedConnectors } from './embedded.ts';
import { expandConnector } from './expand.ts';

/** Expands the connectors of a template whose other resources are CloudFormation already. */
function expand(text: string): SamContext {
  const read = readYaml(new SourceFile('orders.yaml', text));
  if (!read.ok) throw new Error(read.error.message);
  const context = new SamContext(read.node as MapNode, new Map(), {});
  extractEmbeddedConnectors(context);
  const resources = read.node.kind === 'map' ? (read.node.get('Resources') as MapNode) : undefined;
  const connectors: [string, MapNode][] = [];
  for (const [id, { value }] of resources?.entries ?? []) {
    if (stringOf(at(value, 'Type')) === 'AWS::Serverless::Connector') connectors.push([id, value as MapNode]);
    else context.resources.set(id, value);
  }
  for (const [id, connector] of connectors) expandConnector(context, id, connector);
  return context;
}

const FUNCTION = `
  SaveOrder:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt SaveOrderRole.Arn }`;

test('a function that may write a table gets a policy on its own role', () => {
  const { resources, errors } = expand(`
Resources:${FUNCTION}
  Orders: { Type: AWS::DynamoDB::Table }
  SaveToOrders:
    Type: AWS::Serverless::Connector
    Properties:
      Source: { Id: SaveOrder }
      Destination: { Id: Orders }
      Permissions: [Write]`);
  expect(errors).toEqual([]);
  const policy = resources.get('SaveToOrdersPolicy');
  expect(policy && toJson(policy)).toMatchObject({
    Type: 'AWS::IAM::ManagedPolicy',
    Metadata: {
      'aws:sam:connectors': { SaveToOrders: { Source: { Type: 'AWS::Lambda::Function' }, Destination: { Type: 'AWS::DynamoDB::Table' } } },
    },
    Properties: {
      Roles: [{ Ref: 'SaveOrderRole' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: expect.arrayContaining(['dynamodb:PutItem', 'dynamodb:DeleteItem']) as unknown,
            Resource: [
              { 'Fn::GetAtt': ['Orders', 'Arn'] },
              { 'Fn::Sub': ['${DestinationArn}/index/*', { DestinationArn: { 'Fn::GetAtt': ['Orders', 'Arn'] } }] },
            ],
          },
        ],
      },
    },
  });
  expect(policy && showSpan(policy.at)).toBe('orders.yaml:12:20');
});

test('a connector inside a resource is one from that resource, named after both', () => {
  const { resources, errors } = expand(`
Resources:
  Photos:
    Type: AWS::S3::Bucket
    Connectors:
      Resize:
        Properties: { Destination: { Id: SaveOrder }, Permissions: [Write] }${FUNCTION}`);
  expect(errors).toEqual([]);
  expect(resources.keys()).toEqual(['Photos', 'SaveOrder', 'PhotosResizeWriteLambdaPermission']);
  expect(toJson(at(resources, 'Photos')!)).toEqual({ Type: 'AWS::S3::Bucket' });
  expect(toJson(at(resources, 'PhotosResizeWriteLambdaPermission', 'Properties')!)).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': ['SaveOrder', 'Arn'] },
    Principal: 's3.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['Photos', 'Arn'] },
    SourceAccount: { 'Fn::Sub': '${AWS::AccountId}' },
  });
});

test('the event source mapping waits for the policy that lets it read the queue', () => {
  const { resources } = expand(`
Resources:${FUNCTION}
  Queue: { Type: AWS::SQS::Queue }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref SaveOrder, EventSourceArn: !GetAtt Queue.Arn }
  QueueToSave:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: Queue }, Destination: { Id: SaveOrder }, Permissions: [Read, Write] }`);
  expect(toJson(at(resources, 'Mapping', 'DependsOn')!)).toEqual(['QueueToSavePolicy']);
});

test('several destinations get one resource each, and what depends on the connector depends on all of them', () => {
  const { resources, errors } = expand(`
Resources:${FUNCTION}
  Placed: { Type: AWS::SNS::Topic }
  Paid: { Type: AWS::SNS::Topic }
  Later: { Type: AWS::S3::Bucket, DependsOn: Announce }
  Announce:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: SaveOrder }, Destination: [{ Id: Placed }, { Id: Paid }], Permissions: [Write] }`);
  expect(errors).toEqual([]);
  expect(toJson(at(resources, 'Later', 'DependsOn')!)).toEqual(['AnnouncePolicyDestination0', 'AnnouncePolicyDestination1']);
});

test.each([
  ['an unsupported pair', 'Source: { Id: Orders }, Destination: { Id: Orders }, Permissions: [Read]', /not supported/],
  ['a permission the pair does not have', 'Source: { Id: SaveOrder }, Destination: { Id: Orders }, Permissions: [Delete]', /not Delete/],
  ['no permission', 'Source: { Id: SaveOrder }, Destination: { Id: Orders }, Permissions: []', /Permissions is empty/],
  ['an unknown resource', 'Source: { Id: SaveOrder }, Destination: { Id: Gone }, Permissions: [Read]', /no resource Gone/],
  ['an id together with a description', 'Source: { Id: SaveOrder, Arn: x }, Destination: { Id: Orders }, Permissions: [Read]', /either Id/],
  ['half of a pair of permissions', 'Source: { Id: Queue }, Destination: { Id: SaveOrder }, Permissions: [Read]', /needs Read \+ Write/],
])('%s is refused', (_case, properties, message) => {
  const { errors } = expand(`
Resources:${FUNCTION}
  Queue: { Type: AWS::SQS::Queue }
  Orders: { Type: AWS::DynamoDB::Table }
  Connect:
    Type: AWS::Serverless::Connector
    Properties: { ${properties} }`);
  expect(errors.map(({ logicalId }) => logicalId)).toEqual(['Connect']);
  expect(errors[0]?.message).toMatch(message);
});
