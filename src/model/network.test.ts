import { expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import { coversPort } from './security-group.ts';
import { appOf } from './testing.ts';

const ref = (id: string): Json => ({ Ref: id });
const groupId = (id: string): Json => ({ 'Fn::GetAtt': [id, 'GroupId'] });
const tcp = (port: number, more: { [key: string]: Json }): { [key: string]: Json } => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  ...more,
});

test('a security group has the rules in it and those declared apart', () => {
  const { securityGroups } = appOf({
    Functions: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'functions' } },
    Database: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        SecurityGroupIngress: [tcp(5432, { CidrIp: '10.0.0.0/16' })],
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }],
      },
    },
    FromFunctions: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: tcp(5432, { GroupId: groupId('Database'), SourceSecurityGroupId: groupId('Functions') }),
    },
    FromAnywhere: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: tcp(22, { GroupId: ref('Database'), CidrIpv6: '::/0' }) },
  }).network;
  const [functions, database] = securityGroups;
  expect(functions).toMatchObject({ ingress: [], egress: 'default-all', unknowns: [] });
  expect(database!.ingress.map((rule) => [rule.open, rule.sources.map((source) => source.kind)])).toEqual([
    ['limited', ['cidr']],
    ['limited', ['security-group']],
    ['any', ['cidr']],
  ]);
  expect(database!.egress).toHaveLength(1);
  expect(coversPort(database!.ingress[0]!, 5432)).toBe(true);
  expect(coversPort(database!.ingress[0]!, 22)).toBe(false);
});

test('every protocol is written as -1 or as all', () => {
  const every = (protocol: string): Json => ({ SecurityGroupEgress: [{ IpProtocol: protocol, CidrIp: '0.0.0.0/0' }] });
  const { securityGroups } = appOf({
    Numbered: { Type: 'AWS::EC2::SecurityGroup', Properties: every('-1') },
    Named: { Type: 'AWS::EC2::SecurityGroup', Properties: every('all') },
  }).network;
  const egress = securityGroups.flatMap((group) => (group.egress === 'default-all' ? [] : group.egress));
  expect(egress.map((rule) => coversPort(rule, 443))).toEqual([true, true]);
});

test('an egress rule declared apart replaces the default one', () => {
  const { securityGroups } = appOf({
    Functions: { Type: 'AWS::EC2::SecurityGroup' },
    Out: {
      Type: 'AWS::EC2::SecurityGroupEgress',
      Properties: tcp(443, { GroupId: groupId('Functions'), DestinationPrefixListId: 'pl-63a5400a' }),
    },
  }).network;
  expect(securityGroups[0]!.egress).toMatchObject([{ open: 'limited', sources: [{ kind: 'prefix-list' }] }]);
});

test('a range or a rule known only at deployment is unknown', () => {
  const { securityGroups } = appOf({
    Functions: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { SecurityGroupIngress: [tcp(443, { CidrIp: ref('AllowedRange') }), { 'Fn::If': [] }] },
    },
    Elsewhere: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: tcp(22, { GroupId: { 'Fn::If': [] }, CidrIp: '0.0.0.0/0' }) },
  }).network;
  expect(securityGroups[0]!.ingress).toMatchObject([{ open: { kind: 'unknown' } }]);
  expect(securityGroups[0]!.unknowns).toHaveLength(2);
});

const routed = (route: { [key: string]: Json }, more: { [key: string]: Json } = {}): Json => ({
  Vpc: { Type: 'AWS::EC2::VPC' },
  Door: { Type: 'AWS::EC2::InternetGateway' },
  Nat: { Type: 'AWS::EC2::NatGateway' },
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Vpc') } },
  Link: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: ref('Subnet'), RouteTableId: ref('Table') } },
  Route: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: ref('Table'), DestinationCidrBlock: '0.0.0.0/0', ...route } },
  ...more,
});

test('a subnet is public when its default route leads to an internet gateway', () => {
  const subnet = (route: { [key: string]: Json }): unknown => appOf(routed(route)).network.subnets[0];
  expect(subnet({ GatewayId: ref('Door') })).toMatchObject({ public: true, nat: false, routeTableIds: ['Table'] });
  expect(subnet({ NatGatewayId: ref('Nat') })).toMatchObject({ public: false, nat: true });
  expect(subnet({ GatewayId: ref('SomeGateway') })).toMatchObject({ public: { kind: 'unknown' } });
  expect(subnet({ TransitGatewayId: 'tgw-1' })).toMatchObject({ public: false, nat: { kind: 'unknown' } });
});

test('a subnet without a route table of its own has the main one of its VPC', () => {
  const lone = (vpc: Json): unknown =>
    appOf({ Vpc: { Type: 'AWS::EC2::VPC' }, Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: vpc } } }).network.subnets[0];
  expect(lone(ref('Vpc'))).toMatchObject({ public: false });
  expect(lone(ref('SharedVpcId'))).toMatchObject({ public: { kind: 'unknown' } });
});

test('an endpoint knows its service, kind and policy', () => {
  const service = (name: string): Json => ({ 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${name}` });
  const { endpoints } = appOf({
    Tables: { Type: 'AWS::EC2::VPCEndpoint', Properties: { ServiceName: service('dynamodb') } },
    Images: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: { ServiceName: 'com.amazonaws.eu-west-1.ecr.api', VpcEndpointType: 'Interface', PrivateDnsEnabled: true },
    },
    Partner: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        ServiceName: ref('ServiceName'),
        PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
      },
    },
  }).network;
  expect(endpoints[0]).toMatchObject({ service: 'dynamodb', kind: 'Gateway', policy: null, privateDns: false });
  expect(endpoints[1]).toMatchObject({ service: 'ecr.api', kind: 'Interface', privateDns: true });
  expect(endpoints[2]).toMatchObject({ service: { kind: 'unknown' }, policy: { statements: [{ subject: 'Partner#0' }] } });
});
