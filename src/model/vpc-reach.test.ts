import { expect, test } from 'vitest';
import type { Json } from '../util/node.ts';
import type { App } from './app.ts';
import { appOf } from './testing.ts';
import { hasEndpoint, hasInternet, letsOut, placementOf } from './vpc-reach.ts';

const ref = (id: string): Json => ({ Ref: id });

const SHOP: { [id: string]: Json } = {
  Shop: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.20.0.0/16' } },
  Inside: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Shop'), CidrBlock: '10.20.1.0/24' } },
  Routes: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Shop') } },
  Table: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: ref('Inside'), RouteTableId: ref('Routes') } },
};

const shop = (more: { [id: string]: Json } = {}): App => appOf({ ...SHOP, ...more });
const route = (to: { [key: string]: Json }): { [id: string]: Json } => ({
  Out: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: ref('Routes'), DestinationCidrBlock: '0.0.0.0/0', ...to } },
});
const endpoint = (service: string, more: { [key: string]: Json }): { [id: string]: Json } => ({
  Endpoint: {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: { VpcId: ref('Shop'), ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` }, ...more },
  },
});
const internet = (app: App): unknown => hasInternet(app, app.network.subnets[0]!);
const reaches = (app: App, service: string): unknown => hasEndpoint(app, app.network.subnets[0]!, service);

test('a NAT gateway is a way to the internet, an internet gateway alone is none for a function', () => {
  expect(internet(shop())).toBe(false);
  expect(internet(shop(route({ NatGatewayId: 'nat-0a1b2c3d4e5f60718' })))).toBe(true);
  expect(internet(shop(route({ GatewayId: 'igw-0a1b2c3d4e5f60718' })))).toBe(false);
});

test('where a transit gateway or a peering leads is known to its owner alone', () => {
  expect(internet(shop(route({ TransitGatewayId: 'tgw-0a1b2c3d4e5f60718' })))).toMatchObject({ kind: 'unknown' });
  expect(internet(shop(route({ VpcPeeringConnectionId: 'pcx-0a1b2c3d4e5f60718' })))).toMatchObject({ kind: 'unknown' });
});

test('a gateway endpoint holds for the route tables that it names', () => {
  expect(reaches(shop(endpoint('dynamodb', { RouteTableIds: [ref('Routes')] })), 'dynamodb')).toBe(true);
  expect(reaches(shop(endpoint('s3', { RouteTableIds: [ref('Routes')] })), 'dynamodb')).toBe(false);
  const other = { Other: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Shop') } } };
  expect(reaches(shop({ ...other, ...endpoint('s3', { RouteTableIds: [ref('Other')] }) }), 's3')).toBe(false);
});

test('an interface endpoint carries calls where private DNS is on', () => {
  const interfaceOf = (isPrivate: boolean): Json => ({ VpcEndpointType: 'Interface', PrivateDnsEnabled: isPrivate });
  expect(reaches(shop(endpoint('states', interfaceOf(true) as { [key: string]: Json })), 'stepfunctions')).toBe(true);
  expect(reaches(shop(endpoint('states', interfaceOf(false) as { [key: string]: Json })), 'stepfunctions')).toBe(false);
});

test('a VPC from elsewhere may have endpoints that the template does not show', () => {
  const app = appOf({ ...SHOP, Inside: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-0a1b2c3d4e5f60718' } } });
  expect(reaches(app, 'sqs')).toMatchObject({ kind: 'unknown' });
});

test('a group lets a port out when one rule does, or when it has none', () => {
  const group = (...egress: Json[]): App =>
    shop({ Functions: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'functions', SecurityGroupEgress: egress } } });
  const out = (app: App): unknown => letsOut(app.network.securityGroups, 443);
  expect(out(group())).toBe(true);
  expect(out(group({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, DestinationPrefixListId: 'pl-02cd2c6b' }))).toBe(true);
  expect(out(group({ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '10.20.0.0/16' }))).toBe(false);
  expect(out(group({ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }))).toBe(false);
});

test('a function is placed by subnets of the template, and nowhere outside of a VPC', () => {
  const fn = (more: { [key: string]: Json }): Json => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs24.x', ...more } });
  const placed = (more: { [key: string]: Json }): unknown => {
    const app = shop({ SaveOrder: fn(more) });
    return placementOf(app, app.functions[0]!);
  };
  expect(placed({})).toBeNull();
  expect(placed({ VpcConfig: { SubnetIds: [ref('Inside')], SecurityGroupIds: [] } })).toMatchObject({ subnets: [{ id: 'Inside' }] });
  expect(placed({ VpcConfig: { SubnetIds: [ref('Inside')], SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'] } })).toMatchObject({
    subnets: [{ id: 'Inside' }],
    groups: { kind: 'unknown' },
  });
  expect(placed({ VpcConfig: { SubnetIds: ['subnet-0a1b2c3d4e5f60718'], SecurityGroupIds: [] } })).toMatchObject({ kind: 'unknown' });
});
