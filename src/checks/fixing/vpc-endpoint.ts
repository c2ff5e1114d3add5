import { serviceEndpoint } from '../../data/vpc-endpoints.ts';
import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import type { SecurityGroup, VpcEndpoint } from '../../model/network.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { flag, isUnknown, resourceNamed } from '../../model/value.ts';
import type { Placement } from '../../model/vpc-reach.ts';
import { endpointPolicy } from './endpoint-policy.ts';
import { freeId, getAtt, newResource, propertyPath, ref, setProperty, sub, writtenOf } from './owner.ts';
import type { Written } from './owner.ts';

/** Where endpoints for a function go: its subnets and groups, all resources of one file. */
interface Site {
  readonly vpc: Resource;
  readonly written: Written;
  readonly placement: Placement;
}

/**
 * What must change so that calls to a service (botocore's name) from a part of the network stay inside the VPC: an endpoint, or more of the
 * one that is there. Null where a part of the network is not in the same file.
 */
export function endpointChanges(app: App, placement: Placement, service: string): Change[] | null {
  const site = siteOf(app, placement);
  const endpoint = serviceEndpoint(service);
  if (site === null || endpoint === null) return null;
  const known = app.network.endpoints.find((one) => one.service === endpoint.name && resourceNamed(one.vpc) === site.vpc.id);
  return endpoint.hasGateway ? gateway(app, site, { name: endpoint.name, known }) : interfaceOf(app, site, { name: endpoint.name, known });
}

function siteOf(app: App, placement: Placement): Site | null {
  const [first, ...others] = placement.subnets;
  const vpc = app.resource(resourceNamed(first?.vpc));
  if (first === undefined || vpc?.type !== 'AWS::EC2::VPC' || others.some((subnet) => resourceNamed(subnet.vpc) !== vpc.id)) return null;
  const written = writtenOf(vpc);
  const isHere = placement.subnets.every(({ resource }) => resource.at.source === vpc.at.source && writtenOf(resource) !== undefined);
  return written === undefined || !isHere ? null : { vpc, written, placement };
}

interface Wanted {
  readonly name: string;
  readonly known: VpcEndpoint | undefined;
}

function gateway(app: App, site: Site, { name, known }: Wanted): Change[] | null {
  const ids = [...new Set(site.placement.subnets.flatMap(({ routeTableIds }) => routeTableIds))];
  const tables = ids.flatMap((id) => app.resource(id) ?? []).filter((table) => table.at.source === site.vpc.at.source);
  // Subnets without a table of their own use the VPC's main one, which no template can name.
  if (tables.length === 0 || site.placement.subnets.some(({ routeTableIds }) => routeTableIds.length === 0)) return null;
  const named = new Set(known?.routeTables.map((value) => resourceNamed(value)) ?? []);
  const items = tables.filter(({ id }) => !named.has(id)).map(({ logicalId }) => ref(logicalId));
  if (known !== undefined) {
    const own = writtenOf(known.resource);
    return own === undefined ? null : [{ kind: 'append', file: own.file, path: propertyPath(own, 'RouteTableIds'), items }];
  }
  return [made(app, site, { name, type: 'Gateway', more: { RouteTableIds: items } })];
}

function interfaceOf(app: App, site: Site, { name, known }: Wanted): Change[] | null {
  const dns = ['EnableDnsSupport', 'EnableDnsHostnames'];
  // EC2 switches DNS support on by itself, host names only when asked (AWS::EC2::VPC).
  const off = dns.filter((path) => flag(property(site.vpc, path), path === 'EnableDnsSupport') === false);
  const vpcChanges = off.map((path) => setProperty(site.written, path, true));
  if (known !== undefined) {
    const own = writtenOf(known.resource);
    return own === undefined || known.privateDns === true ? null : [...vpcChanges, setProperty(own, 'PrivateDnsEnabled', true)];
  }
  const groups = groupIds(site);
  if (groups === null) return null;
  const group = groupForEndpoints(app, site, groups);
  const more = {
    PrivateDnsEnabled: true,
    SubnetIds: site.placement.subnets.map(({ resource }) => ref(resource.logicalId)),
    SecurityGroupIds: [getAtt(group.id, 'GroupId')],
  };
  return [...vpcChanges, ...group.changes, made(app, site, { name, type: 'Interface', more })];
}

/** The function's own groups; null where one is elsewhere. */
function groupIds({ placement, vpc }: Site): string[] | null {
  const { groups } = placement;
  if (isUnknown(groups) || groups.length === 0 || groups.some(({ resource }) => resource.at.source !== vpc.at.source)) return null;
  return groups.map(({ resource }) => resource.logicalId);
}

/** One group for all endpoints of the file; its rules grow with the functions behind them. */
function groupForEndpoints(app: App, { vpc, written }: Site, groups: readonly string[]): { id: string; changes: readonly Change[] } {
  const known = app.network.securityGroups.find(({ resource }) => resource.logicalId === GROUP && resource.at.source === vpc.at.source);
  if (known !== undefined) return { id: GROUP, changes: lettingIn(known, groups) };
  const id = freeId(app, written.file, GROUP);
  const body = {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: 'VPC endpoints', VpcId: ref(vpc.logicalId), SecurityGroupIngress: groups.map(https) },
  };
  return { id, changes: [newResource(written, id, body)] };
}

const GROUP = 'EndpointsGroup';

function https(group: string): { readonly [key: string]: Authored } {
  return { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: getAtt(group, 'GroupId') };
}

/** Lets members of other groups of the file in on port 443. */
export function lettingIn(group: SecurityGroup, callers: readonly string[]): Change[] {
  const own = writtenOf(group.resource);
  if (own === undefined) return [];
  const known = new Set(group.ingress.flatMap(({ sources }) => sources.flatMap(({ value }) => resourceNamed(value) ?? [])));
  const items = callers.filter((caller) => !known.has(caller)).map(https);
  return items.length === 0 ? [] : [{ kind: 'append', file: own.file, path: propertyPath(own, 'SecurityGroupIngress'), items }];
}

/** Names of services as AWS spells them. */
const SPELLED: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  kms: 'KMS',
  rds: 'RDS',
  secretsmanager: 'SecretsManager',
  sns: 'SNS',
  sqs: 'SQS',
  ssm: 'SSM',
  sts: 'STS',
};

/** A new endpoint with the policy of what is behind it. */
function made(
  app: App,
  { vpc, written }: Site,
  { name, type, more }: { name: string; type: string; more: { readonly [key: string]: Authored } },
): Change {
  const words = name.split(/[.-]/).map((word) => SPELLED[word] ?? word[0]!.toUpperCase() + word.slice(1));
  const id = freeId(app, written.file, `${words.join('')}Endpoint`);
  const scope = vpc.id.slice(0, vpc.id.length - vpc.logicalId.length);
  const holder: Resource = { ...vpc, id: scope + id, logicalId: id, type: 'AWS::EC2::VPCEndpoint' };
  const { document } = endpointPolicy(app, holder, { vpc, service: name });
  return newResource(written, id, {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      VpcEndpointType: type,
      VpcId: ref(vpc.logicalId),
      ServiceName: sub(`com.amazonaws.\${AWS::Region}.${name}`),
      ...more,
      PolicyDocument: document,
    },
  });
}
