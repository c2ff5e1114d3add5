import { expect, test } from 'vitest';
import { showHoles } from '../iam/policy.ts';
import { canonicalArn, policyText, resourceArn } from './policy-text.ts';
import { appOf, valueOf } from './testing.ts';

const app = appOf({
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
  Archive: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'archive' } },
  Charges: { Type: 'AWS::SQS::Queue', Properties: {} },
  Events: { Type: 'AWS::SNS::Topic', Properties: {} },
  Invoices: { Type: 'AWS::S3::Bucket', Properties: {} },
  Login: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
  Url: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/shop/url' } },
});
const shown = (data: Parameters<typeof valueOf>[0]): string => {
  const text = policyText(app, valueOf(data));
  return typeof text === 'string' ? showHoles(text) : `unknown: ${text.reason}`;
};

test('every way to name one table gives one text', () => {
  const arn = 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}';
  expect(shown({ 'Fn::GetAtt': ['Orders', 'Arn'] })).toBe(arn);
  expect(shown({ 'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}' })).toBe(arn);
  expect(shown({ 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:eu-west-1:111122223333:table/${Orders}' })).toBe(arn);
  expect(shown({ 'Fn::Sub': 'arn:aws:dynamodb:*:*:table/${Orders}' })).toBe(arn);
});

test('a physical name that the template gives stands for the resource', () => {
  expect(shown({ Ref: 'Archive' })).toBe('archive');
  expect(shown({ 'Fn::GetAtt': ['Archive', 'Arn'] })).toBe(shown('arn:aws:dynamodb:us-east-1:111122223333:table/archive'));
});

test('references give what CloudFormation gives', () => {
  expect(shown({ Ref: 'Charges' })).toBe('${Charges.QueueUrl}');
  expect(shown({ 'Fn::GetAtt': ['Charges', 'QueueName'] })).toBe('${Charges}');
  expect(shown({ Ref: 'Events' })).toBe('arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${Events}');
  expect(shown({ 'Fn::GetAtt': ['Events', 'TopicName'] })).toBe('${Events}');
  expect(shown({ 'Fn::Sub': '${Invoices.Arn}/*' })).toBe('arn:${AWS::Partition}:s3:::${Invoices}/*');
  expect(shown({ 'Fn::GetAtt': ['Orders', 'StreamArn'] })).toMatch(/table\/\$\{Orders\}\/stream\/\$\{Orders.StreamLabel\}$/);
  expect(shown({ Ref: 'Login' })).toMatch(/:secret:\$\{Login\}-\?{6}$/);
});

test('a parameter with a leading slash has one slash in its ARN', () => {
  expect(showHoles(resourceArn(app, app.resource('Url')!)!)).toMatch(/:parameter\/shop\/url$/);
});

test('what cannot be told is unknown with its reason', () => {
  expect(policyText(app, valueOf({ 'Fn::FindInMap': ['a', 'b', 'c'] }))).toMatchObject({ kind: 'unknown', reason: 'Fn::FindInMap' });
});

test('a star that ends early stands for the rest of the ARN', () => {
  expect(showHoles(canonicalArn('arn:aws:logs:*'))).toBe('arn:${AWS::Partition}:logs:*');
  expect(showHoles(canonicalArn('arn:aws:logs:*:*:*'))).toBe('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*');
});
