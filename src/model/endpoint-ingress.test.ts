import { expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import { endpointRefuses } from './endpoint-ingress.ts';
import { appOf } from './testing.ts';
import { placementOf } from './vpc-reach.ts';
import { isUnknown } from './value.ts';

const ref = (id: string): Json => ({ Ref: id });

function refusal(ingress: readonly Json[], groups: readonly Json[] = [ref('Endpoints')]): unknown {
  const app = appOf({
    Shop: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.20.0.0/16' } },
    Inside: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Shop'), CidrBlock: '10.20.1.0/24' } },
    Functions: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'functions', VpcId: ref('Shop') } },
    Servers: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'servers', VpcId: ref('Shop') } },
    Endpoints: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'endpoints', SecurityGroupIngress: [...ingress] } },
    Queues: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcId: ref('Shop'),
        VpcEndpointType: 'Interface',
        ServiceName: 'com.amazonaws.eu-west-1.sqs',
        PrivateDnsEnabled: true,
        SecurityGroupIds: [...groups],
      },
    },
    SaveOrder: {
      Type: 'AWS::Lambda::Function',
      Properties: { VpcConfig: { SubnetIds: [ref('Inside')], SecurityGroupIds: [ref('Functions')] } },
    },
  });
  const placement = placementOf(app, app.functions[0]!);
  if (placement === null || isUnknown(placement)) throw new Error('the function is in the VPC of the template');
  return endpointRefuses(app, placement, 'sqs');
}

const from = (group: string): Json => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: ref(group) });

test('an endpoint lets in whom a rule of its groups names', () => {
  expect(refusal([from('Functions')])).toBe(false);
  expect(refusal([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.20.0.0/16' }])).toBe(false);
});

test('an endpoint keeps out whom no rule names, or another port', () => {
  expect(refusal([])).toBe(true);
  expect(refusal([from('Servers')])).toBe(true);
  expect(refusal([{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '10.20.0.0/16' }])).toBe(true);
});

test("the VPC's default group and groups from elsewhere are not known", () => {
  expect(refusal([], [])).toMatchObject({ kind: 'unknown' });
  expect(refusal([], ['sg-0a1b2c3d4e5f60718'])).toMatchObject({ kind: 'unknown' });
});
