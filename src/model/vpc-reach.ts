import { serviceEndpoint } from '../data/vpc-endpoints.ts';
import type { App } from './app.ts';
import type { LambdaFunction } from './function.ts';
import type { SecurityGroup, Subnet, VpcEndpoint } from './network.ts';
import { referredTo } from './reference.ts';
import { coversPort } from './security-group.ts';
import { property } from './template.ts';
import { isUnknown, itemsOf, resourceNamed, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** The part of the network that a function runs in. */
export interface Placement {
  readonly subnets: readonly Subnet[];
  /** Unknown when one is not in the template. */
  readonly groups: readonly SecurityGroup[] | Unknown;
}

/** Where a function in a VPC runs; null outside of a VPC, unknown when a subnet is not in the template. */
export function placementOf(app: App, fn: LambdaFunction): Placement | Unknown | null {
  const { vpc } = fn;
  if (vpc === null || isUnknown(vpc)) return vpc;
  const subnets = resolved(vpc.subnets, app.network.subnets, 'subnet');
  if (isUnknown(subnets)) return subnets;
  return { subnets, groups: resolved(vpc.securityGroups, app.network.securityGroups, 'security group') };
}

function resolved<T extends { readonly id: string; readonly resource: Subnet['resource'] }>(
  value: Value | undefined,
  known: readonly T[],
  what: string,
): readonly T[] | Unknown {
  if (isUnknown(value)) return value;
  const found: T[] = [];
  for (const item of itemsOf(value)) {
    const named = referredTo(
      item,
      known.map((one) => one.resource),
    ).resource;
    const one = known.find((each) => each.resource === named);
    if (one === undefined) {
      const name = show(item);
      return unknown(name === '' ? `which ${what}s it has is left to a parameter` : `${what} ${name} is not in the template`, item.at);
    }
    found.push(one);
  }
  return found;
}

/**
 * Whether packets get from a subnet to the internet. A function's interface has no public address, so an internet gateway
 * alone does not do (Lambda developer guide, "Enable internet access for VPC-connected Lambda functions").
 */
export function hasInternet(app: App, subnet: Subnet): boolean | Unknown {
  if (subnet.nat !== false) return subnet.nat;
  const other = app
    .ofType('AWS::EC2::Route')
    .find(
      (route) =>
        subnet.routeTableIds.includes(resourceNamed(property(route, 'RouteTableId')) ?? '') &&
        OTHER_WAYS.some((key) => property(route, key) !== undefined),
    );
  return other === undefined ? false : unknown(`${other.logicalId} leads out another way`, other.at);
}

/** Ways whose end only their owner knows. */
const OTHER_WAYS: readonly string[] = [
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'EgressOnlyInternetGatewayId',
  'VpcEndpointId',
  'LocalGatewayId',
  'CarrierGatewayId',
  'CoreNetworkArn',
];

/** Whether an endpoint of the app carries a subnet's calls to a service (botocore's name). */
export function hasEndpoint(app: App, subnet: Subnet, service: string): boolean | Unknown {
  const wanted = serviceEndpoint(service)?.name;
  let blocked: Unknown | undefined;
  for (const endpoint of app.network.endpoints) {
    const carries = isUnknown(endpoint.service)
      ? endpoint.service
      : endpoint.service.replace(/-fips$/, '') === wanted && carriesFrom(app, endpoint, subnet);
    if (carries === true) return true;
    if (carries !== false) blocked ??= carries;
  }
  if (blocked !== undefined) return blocked;
  const isOurs =
    referredTo(
      subnet.vpc,
      app.network.vpcs.map((one) => one),
    ).resource !== null;
  return isOurs
    ? false
    : unknown(`VPC ${show(subnet.vpc)} is not in the template and may have endpoints`, subnet.vpc?.at ?? subnet.resource.at);
}

function carriesFrom(app: App, endpoint: VpcEndpoint, subnet: Subnet): boolean | Unknown {
  if (isUnknown(endpoint.kind)) return endpoint.kind;
  if (endpoint.kind === 'Gateway') return gatewayCarries(app, endpoint, subnet);
  const vpcs = app.network.vpcs;
  const theirs = referredTo(endpoint.vpc, vpcs).resource;
  if (theirs === null || theirs !== referredTo(subnet.vpc, vpcs).resource) {
    const isSame = endpoint.vpc !== undefined && subnet.vpc !== undefined && show(endpoint.vpc) === show(subnet.vpc);
    if (!isSame) return theirs === null && isUnknown(endpoint.vpc) ? endpoint.vpc : false;
  }
  // Without private DNS the SDK resolves the public address (AWS PrivateLink guide, "Private DNS").
  return endpoint.privateDns;
}

/** A gateway endpoint holds for the route tables that it names. */
function gatewayCarries(app: App, endpoint: VpcEndpoint, subnet: Subnet): boolean | Unknown {
  const tables = app.ofType('AWS::EC2::RouteTable');
  let blocked: Unknown | undefined;
  for (const table of endpoint.routeTables) {
    const { resource, unknown: blind } = referredTo(table, tables);
    if (resource !== null && subnet.routeTableIds.includes(resource.id)) return true;
    if (resource === null) blocked ??= blind ?? unknown(`route table ${show(table)} is not in the template`, table.at);
  }
  return blocked ?? false;
}

/** Whether any of the groups lets a TCP port out, to anywhere or at least to somewhere. No group: the VPC's default group, which lets all out. */
export function letsOut(groups: Placement['groups'], port: number): boolean | Unknown {
  if (isUnknown(groups)) return groups;
  if (groups.length === 0) return true;
  let blocked: Unknown | undefined;
  for (const group of groups) {
    if (group.egress === 'default-all') return true;
    blocked ??= group.unknowns[0];
    for (const rule of group.egress) {
      const covers = isNowhere(rule.sources) ? false : coversPort(rule, port);
      if (covers === true) return true;
      if (covers !== false) blocked ??= covers;
    }
  }
  return blocked ?? false;
}

/** Templates and tools switch egress off with a rule to one address that nobody has. */
function isNowhere(sources: SecurityGroup['ingress'][number]['sources']): boolean {
  return (
    sources.length > 0 &&
    sources.every(({ value }) => value.kind === 'scalar' && /^(?:255\.255\.255\.255|127\.0\.0\.1)\/32$/.test(String(value.value)))
  );
}
