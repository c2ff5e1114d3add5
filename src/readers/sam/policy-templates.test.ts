import { expect, test } from 'vitest';
import { stringOf, toJson } from '../../util/node.ts';
import type { MapNode } from '../../util/node.ts';
import { SourceFile, showSpan } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';
import { isPolicyTemplate, policyTemplateNames, policyTemplateParameters } from '../../data/policy-templates.ts';
import { expandPolicyTemplate } from './policy-templates.ts';

function parameters(text: string): MapNode {
  const read = readYaml(new SourceFile('orders.yaml', text));
  if (!read.ok || read.node.kind !== 'map') throw new Error(text);
  return read.node;
}

test('a bucket policy names the bucket and its objects, without region or account', () => {
  const value = parameters('BucketName: !Ref Photos');
  const document = expandPolicyTemplate('S3WritePolicy', value, value.at);
  expect(document.kind === 'map' && toJson(document)).toEqual({
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration'],
        Resource: [
          { 'Fn::Sub': ['arn:${AWS::Partition}:s3:::${bucketName}', { bucketName: { Ref: 'Photos' } }] },
          { 'Fn::Sub': ['arn:${AWS::Partition}:s3:::${bucketName}/*', { bucketName: { Ref: 'Photos' } }] },
        ],
      },
    ],
  });
});

test('the owner value keeps its place', () => {
  const value = parameters('\nSecretArn: arn:aws:secretsmanager:eu-west-1:111122223333:secret:card-AbCdEf');
  const document = expandPolicyTemplate('AWSSecretsManagerGetSecretValuePolicy', value, value.at);
  const statements = document.kind === 'map' ? document.get('Statement') : undefined;
  const statement = statements?.kind === 'list' ? statements.items[0] : undefined;
  const sub = statement?.kind === 'map' ? statement.get('Resource') : undefined;
  const items = sub?.kind === 'map' ? sub.get('Fn::Sub') : undefined;
  const variables = items?.kind === 'list' ? items.items[1] : undefined;
  const arn = variables?.kind === 'map' ? variables.get('secretArn') : undefined;
  expect(stringOf(arn)).toMatch(/card-AbCdEf$/);
  expect(arn && showSpan(arn.at)).toBe('orders.yaml:2:12');
});

test('a missing parameter is named', () => {
  const value = parameters('TableName: Orders');
  expect(expandPolicyTemplate('DynamoDBStreamReadPolicy', value, value.at)).toEqual({
    kind: 'problem',
    message: 'policy template DynamoDBStreamReadPolicy lacks StreamName',
  });
});

test('parameters that are no map are refused', () => {
  const value = parameters('TableName: Orders');
  expect(expandPolicyTemplate('DynamoDBReadPolicy', value.get('TableName'), value.at).kind).toBe('problem');
});

test('every template says which parameters it takes', () => {
  expect(policyTemplateNames()).toHaveLength(81);
  expect(policyTemplateParameters('EFSWriteAccessPolicy')).toEqual(['FileSystem', 'AccessPoint']);
  expect(policyTemplateParameters('VPCAccessPolicy')).toEqual([]);
  expect(isPolicyTemplate('toString')).toBe(false);
});
