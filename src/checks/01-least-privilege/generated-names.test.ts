import { expect, test } from 'vitest';
import { hole, showHoles } from '../../iam/policy.ts';
import type { Need } from '../../model/needs.ts';
import { rolePolicy } from '../../model/role-policy.ts';
import { appOf } from '../../model/testing.ts';
import { generatedNames } from './generated-names.ts';
import { allowedBy } from './allowed.ts';

const app = appOf({
  Resize: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['ResizeRole', 'Arn'] } } },
  ResizeRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [
        {
          PolicyName: 'calls',
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'lambda:InvokeFunction',
                Resource: { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-Resize-*' },
              },
              { Effect: 'Allow', Action: 'iot:Publish', Resource: 'arn:aws:iot:*' },
              {
                Effect: 'Allow',
                Action: 'bedrock:InvokeModel',
                Resource: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
              },
            ],
          },
        },
      ],
    },
  },
});
const arn = (rest: string): string => `arn:${hole('AWS::Partition')}:${rest}`;
const own = `${hole('AWS::Region')}:${hole('AWS::AccountId')}`;

function need(action: string, resource: string, logicalId: string | null): Need {
  const target = { logicalId, arn: resource, unknown: null, via: '', bound: null };
  return { action, arn: resource, viaService: null, reasons: [{ call: null, platform: null, target, because: null }] };
}

const answer = (one: Need): string => allowedBy(app, rolePolicy(app, app.roles[0]!), one);

test('a name that CloudFormation makes up is the stack’s, the logical id and more; policies may write it so', () => {
  const invoke = need('lambda:InvokeFunction', arn(`lambda:${own}:function:${hole('Resize')}`), 'Resize');
  expect(generatedNames(app, invoke).map(showHoles)).toEqual([
    'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-Resize-*',
  ]);
  expect(answer(invoke)).toBe('allowed');
  expect(answer(need('lambda:InvokeFunction', arn(`lambda:${own}:function:other`), null))).toBe('missing');
});

test('an ARN with fewer than six parts allows whatever the others are', () => {
  expect(answer(need('iot:Publish', arn(`iot:${own}:topic/orders`), null))).toBe('allowed');
});

test('a region that the code or the policy writes out is taken to be the app’s', () => {
  expect(answer(need('bedrock:InvokeModel', arn('bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0'), null))).toBe('allowed');
});
