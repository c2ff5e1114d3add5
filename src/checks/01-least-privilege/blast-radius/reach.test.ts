import { expect, test } from 'vitest';
import { templateApp } from '../../../../test/support/template-app.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { reachOf } from './reach.ts';

/** What a role with these actions on the app's queue can do to it. */
const deedsWith = (actions: string): string[] => {
  const app = templateApp(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Refund:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: refund.handler
      CodeUri: src/
      Policies: [{ Statement: [{ Effect: Allow, Action: [${actions}], Resource: !GetAtt Refunds.Arn }] }]
  Refunds:
    Type: AWS::SQS::Queue
`);
  const fn = app.functions[0]!;
  const role = app.roles.find(({ id }) => id === fn.roleId)!;
  return reachOf(app, rolePolicy(app, role), fn.id).flatMap(({ deeds }) => [...deeds.keys()]);
};

test('what lets a function into a VPC does nothing to the parts of the network, nor do actions that are asked on others', () => {
  const app = templateApp(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Refund:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: refund.handler
      CodeUri: src/
      Policies: [{ Statement: [{ Effect: Allow, Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DeleteSubnet'], Resource: '*' }] }]
  Network: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Inner: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Network, CidrBlock: 10.0.1.0/24 } }
`);
  const fn = app.functions[0]!;
  const role = app.roles.find(({ id }) => id === fn.roleId)!;
  const reached = reachOf(app, rolePolicy(app, role), fn.id);
  expect(reached.map(({ resource, deeds }) => [resource.id, deeds.get('delete from')])).toEqual([['Inner', ['ec2:DeleteSubnet']]]);
});

test('who may ask for the settings of a queue cannot read its messages', () => {
  expect(deedsWith('sqs:GetQueueAttributes, sqs:GetQueueUrl')).toEqual(['inspect']);
  expect(deedsWith('sqs:SendMessage, sqs:GetQueueAttributes')).toEqual(expect.arrayContaining(['write', 'inspect']));
  expect(deedsWith('sqs:ReceiveMessage')).toEqual(['read']);
});

test('who may make and delete interfaces in a network changes nothing of the network itself', () => {
  const app = templateApp(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Refund:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: refund.handler
      CodeUri: src/
      Policies:
        - AWSLambdaVPCAccessExecutionRole
        - Statement: [{ Effect: Allow, Action: ec2:AuthorizeSecurityGroupIngress, Resource: '*' }]
  Network:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Inside:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: Refunds, VpcId: !Ref Network }
`);
  const fn = app.functions[0]!;
  const role = app.roles.find(({ id }) => id === fn.roleId)!;
  const reached = reachOf(app, rolePolicy(app, role), fn.id);
  expect(reached.map(({ resource, deeds }) => [resource.id, ...deeds.keys()])).toEqual([['Inside', 'write']]);
});
