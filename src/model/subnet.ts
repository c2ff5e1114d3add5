import type { App } from './app.ts';
import type { Subnet } from './network.ts';
import { referredTo } from './reference.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, isUnknown, resourceNamed, show, unknown } from './value.ts';
import type { Unknown } from './value.ts';

/** Every subnet of the app with where its default route leads. */
export function subnetsOf(app: App): Subnet[] {
  return app.ofType('AWS::EC2::Subnet').map((resource) => {
    const tables = tablesOf(app, resource);
    return {
      id: resource.id,
      resource,
      vpc: property(resource, 'VpcId'),
      public: tables.unknown ?? leadsTo(app, tables.ids, (route) => isInternetGateway(app, route)),
      nat: tables.unknown ?? leadsTo(app, tables.ids, isNat),
      routeTableIds: tables.ids,
    };
  });
}

/** The subnet's own route table; without one the VPC's main table holds, whose only route is local unless the VPC is not ours. */
function tablesOf(app: App, subnet: Resource): { ids: readonly string[]; unknown: Unknown | null } {
  let blocked: Unknown | null = null;
  for (const association of app.ofType('AWS::EC2::SubnetRouteTableAssociation')) {
    const mine = referredTo(property(association, 'SubnetId'), [subnet]);
    blocked ??= mine.unknown;
    if (mine.resource === null) continue;
    const table = property(association, 'RouteTableId');
    const found = referredTo(table, app.ofType('AWS::EC2::RouteTable')).resource;
    if (found !== null) return { ids: [found.id], unknown: null };
    return { ids: [], unknown: unknown(`route table ${show(table)} is not in the template`, table?.at ?? association.at) };
  }
  if (blocked !== null) return { ids: [], unknown: blocked };
  const vpc = property(subnet, 'VpcId');
  const ours = referredTo(vpc, app.ofType('AWS::EC2::VPC')).resource !== null;
  return {
    ids: [],
    unknown: ours ? null : unknown(`the main route table of VPC ${show(vpc)} is not in the template`, vpc?.at ?? subnet.at),
  };
}

function leadsTo(app: App, tables: readonly string[], matches: (route: Resource) => boolean | Unknown): boolean | Unknown {
  let blocked: Unknown | undefined;
  for (const route of app.ofType('AWS::EC2::Route')) {
    const table = property(route, 'RouteTableId');
    if (isUnknown(table)) blocked ??= table;
    if (!tables.includes(resourceNamed(table) ?? '')) continue;
    const everywhere = isDefault(route);
    const verdict = everywhere === true ? matches(route) : everywhere;
    if (verdict === true) return true;
    if (verdict !== false) blocked ??= verdict;
  }
  return blocked ?? false;
}

function isDefault(route: Resource): boolean | Unknown {
  const destination = property(route, 'DestinationCidrBlock') ?? property(route, 'DestinationIpv6CidrBlock');
  if (destination === undefined) return false;
  const text = exactText(destination);
  if (text !== undefined) return text.endsWith('/0');
  return isUnknown(destination) ? destination : unknown(`the route's destination is ${show(destination)}`, destination.at);
}

function isInternetGateway(app: App, route: Resource): boolean | Unknown {
  const gateway = property(route, 'GatewayId');
  if (gateway === undefined) return false;
  const named = app.resource(resourceNamed(gateway));
  if (named !== undefined) return named.type === 'AWS::EC2::InternetGateway' || named.type === 'AWS::EC2::VPCGatewayAttachment';
  const text = exactText(gateway);
  if (text !== undefined) return text.startsWith('igw-');
  return isUnknown(gateway) ? gateway : unknown(`the gateway is ${show(gateway)}`, gateway.at);
}

/** A NAT gateway, an instance or a network interface in its place; a transit gateway leads where only its owner knows. */
function isNat(route: Resource): boolean | Unknown {
  const transit = property(route, 'TransitGatewayId');
  if (transit !== undefined) return unknown('the default route goes to a transit gateway', transit.at);
  return ['NatGatewayId', 'InstanceId', 'NetworkInterfaceId'].some((key) => property(route, key) !== undefined);
}
