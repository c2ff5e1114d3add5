import { expect, test } from 'vitest';
import { templateApp } from '../../../../test/support/template-app.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import check from './check.ts';

/** Titles of the edits for the failures in a template, or why there is none. */
function plans(text: string): string[] {
  const app = templateApp(text);
  return [...check.run(app)]
    .filter((outcome): outcome is FailOutcome => outcome.verdict === 'fail')
    .map((outcome) => check.fix!.plan(outcome, app))
    .map((plan) => (plan.safety === 'advice' ? plan.reason : `${plan.safety}: ${plan.title}`));
}

const QUEUE = '  Loans: { Type: AWS::SQS::Queue }';
const policy = (
  id: string,
  more: string,
  statement = '[{ Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: "sqs:*", Resource: "*" }]',
): string =>
  `  ${id}:\n    Type: AWS::SQS::QueuePolicy\n${more}    Properties:\n      Queues: [!Ref Loans]\n      PolicyDocument:\n        Statement: ${statement}`;

test('a queue with two policies is left alone, for AWS keeps only one of them', () => {
  expect(plans(['Resources:', QUEUE, policy('One', ''), policy('Other', '')].join('\n'))).toEqual([
    'Loans has several policies, of which AWS keeps the one that is set last: join them',
  ]);
});

test('a queue whose policy belongs to another deployment gets no second one', () => {
  const text = [
    'Parameters: { Stage: { Type: String, Default: dev } }',
    'Conditions: { IsProd: !Equals [!Ref Stage, prod] }',
    'Resources:',
    QUEUE,
    policy('OnlyInProd', '    Condition: IsProd\n'),
  ];
  expect(new Set(plans(text.join('\n')))).toEqual(new Set(['OnlyInProd may be the policy of Loans']));
});

test('a policy that is chosen by a condition is not added to', () => {
  const text = [
    'Parameters: { Stage: { Type: String, Default: dev } }',
    'Conditions: { IsProd: !Equals [!Ref Stage, prod] }',
    'Resources:',
    QUEUE,
    policy(
      'Chosen',
      '',
      '!If [IsProd, [{ Effect: Allow, Principal: { AWS: "*" }, Action: "sqs:*", Resource: "*", Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }], []]',
    ),
  ];
  expect(new Set(plans(text.join('\n')))).toEqual(new Set(['the statements of Chosen depend on the deployment']));
});

test('who may mount a file system without TLS today must be looked at', () => {
  expect(plans('Resources:\n  Scans: { Type: AWS::EFS::FileSystem }')).toEqual(['review: Deny mounting Scans without TLS']);
});

test('a bucket policy that names its bucket by text is added to by that text', () => {
  const text = `Resources:
  Scans:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Sub 'scans-\${AWS::AccountId}' }
  ScansPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Sub 'scans-\${AWS::AccountId}'
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::scans-\${AWS::AccountId}/*' }
`;
  const app = templateApp(text);
  const [fail] = [...check.run(app)].filter((outcome): outcome is FailOutcome => outcome.verdict === 'fail');
  const plan = check.fix!.plan(fail!, app);
  expect(plan.safety === 'advice' ? plan.reason : plan.changes).toMatchObject([
    {
      kind: 'append',
      items: [
        {
          Resource: [
            { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::scans-${AWS::AccountId}' },
            { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::scans-${AWS::AccountId}/*' },
          ],
        },
      ],
    },
  ]);
});
