import { expect, test } from 'vitest';
import { templateApp } from '../../../../test/support/template-app.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { reachOf } from './reach.ts';

/** What the role of a function with these policies can do, by resource of the app. */
const reachedWith = (policies: string, resources: string): Map<string, readonly string[]> => {
  const app = templateApp(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Refund:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: refund.handler
      CodeUri: src/
      Policies: [${policies}]
${resources}
`);
  const fn = app.functions[0]!;
  const role = app.roles.find(({ id }) => id === fn.roleId)!;
  return new Map(reachOf(app, rolePolicy(app, role), fn.id).map(({ resource, deeds }) => [resource.id, [...deeds.keys()]]));
};

const allowing = (actions: string, resource = "'*'"): string =>
  `{ Statement: [{ Effect: Allow, Action: [${actions}], Resource: ${resource} }] }`;

/** What a role with these actions on the app's queue can do to it. */
const deedsWith = (actions: string): readonly string[] =>
  reachedWith(allowing(actions, '!GetAtt Refunds.Arn'), '  Refunds: { Type: AWS::SQS::Queue }').get('Refunds') ?? [];

const NETWORK = `
  Network: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Inner: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Network, CidrBlock: 10.0.1.0/24 } }
  Inside: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: Refunds, VpcId: !Ref Network } }`;

test('what lets a function into a VPC does nothing to the parts of the network, nor do actions that are asked on others', () => {
  const actions = 'ec2:CreateNetworkInterface, ec2:DeleteNetworkInterface, ec2:DeleteSubnet';
  expect(reachedWith(allowing(actions), NETWORK)).toEqual(new Map([['Inner', ['delete from']]]));
  const rules = `AWSLambdaVPCAccessExecutionRole, ${allowing('ec2:AuthorizeSecurityGroupIngress')}`;
  expect(reachedWith(rules, NETWORK)).toEqual(new Map([['Inside', ['write']]]));
});

test('who may ask for the settings of a queue cannot read its messages', () => {
  expect(deedsWith('sqs:GetQueueAttributes, sqs:GetQueueUrl')).toEqual(['inspect']);
  expect(deedsWith('sqs:SendMessage, sqs:GetQueueAttributes')).toEqual(expect.arrayContaining(['write', 'inspect']));
  expect(deedsWith('sqs:ReceiveMessage')).toEqual(['read']);
});
