import { expect, test } from 'vitest';
import { policiesGuarding } from './resource-policy.ts';
import { appOf } from './testing.ts';

const DOCUMENT = { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] };

test('a bucket is guarded by a policy that names it by reference or by its own name', () => {
  const app = appOf({
    Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } },
    Invoices: { Type: 'AWS::S3::Bucket', Properties: {} },
    PhotosPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: DOCUMENT } },
    InvoicesPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Invoices' }, PolicyDocument: DOCUMENT } },
  });
  expect(app.resourcePolicies.map(({ subject, guards }) => [subject, guards])).toEqual([
    ['PhotosPolicy', ['Photos']],
    ['InvoicesPolicy', ['Invoices']],
  ]);
});

test('a policy whose bucket only the deployment knows may guard any bucket without a name of its own', () => {
  const app = appOf({
    Photos: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'PhotoBucketName' } } },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { 'Fn::Select': [0, 'x'] }, PolicyDocument: DOCUMENT } },
  });
  const { policies, unknown } = policiesGuarding(app, app.resource('Photos')!);
  expect([policies, unknown]).toMatchObject([[], { kind: 'unknown' }]);
});

test('an event bus policy written with properties reads like one with a statement', () => {
  const organization = { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-orders' };
  const app = appOf({
    Bus: {
      Type: 'AWS::Events::EventBusPolicy',
      Properties: { StatementId: 'team', Action: 'events:PutEvents', Principal: '*', Condition: organization },
    },
  });
  expect(app.resourcePolicies[0]!.document.statements[0]).toMatchObject({
    effect: 'Allow',
    principals: [{ kind: 'any' }],
    conditions: [{ operator: 'StringEquals', key: 'aws:PrincipalOrgID' }],
  });
});
