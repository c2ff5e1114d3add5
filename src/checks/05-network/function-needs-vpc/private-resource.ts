import type { App } from '../../../model/app.ts';
import { referredTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, isUnknown, itemsOf, show, unknown } from '../../../model/value.ts';
import type { Atom, Unknown, Value } from '../../../model/value.ts';

/** Whether only its VPC reaches a resource by the address that an attribute gives; null: the attribute is no address of that kind. */
type IsPrivate = (app: App, resource: Resource) => boolean | Unknown;

const always: IsPrivate = () => true;

/** Attributes that are addresses, by type of resource. CloudFormation template reference, return values of each type. */
const ADDRESSES: Readonly<Record<string, { readonly attribute: RegExp; readonly isPrivate: IsPrivate }>> = {
  'AWS::RDS::DBInstance': { attribute: /^Endpoint\.Address$/, isPrivate: instanceIsPrivate },
  'AWS::RDS::DBCluster': { attribute: /^(?:Read)?Endpoint\.Address$/, isPrivate: clusterIsPrivate },
  // "RDS Proxy must be in the same VPC as the database … can't be publicly accessible" (Amazon RDS user guide, RDS Proxy quotas).
  'AWS::RDS::DBProxy': { attribute: /^Endpoint$/, isPrivate: always },
  'AWS::RDS::DBProxyEndpoint': { attribute: /^Endpoint$/, isPrivate: always },
  'AWS::DocDB::DBCluster': { attribute: /^(?:Read)?Endpoint$/, isPrivate: always },
  'AWS::DocDB::DBInstance': { attribute: /^Endpoint$/, isPrivate: always },
  'AWS::Neptune::DBCluster': { attribute: /^(?:Read)?Endpoint$/, isPrivate: neptuneIsPrivate },
  'AWS::ElastiCache::ReplicationGroup': { attribute: /EndPoint\.Address(?:es(?:\.List)?)?$/, isPrivate: always },
  'AWS::ElastiCache::CacheCluster': { attribute: /^(?:Redis|Configuration)Endpoint\.Address$/, isPrivate: always },
  'AWS::ElastiCache::ServerlessCache': { attribute: /^(?:Reader)?Endpoint\.Address$/, isPrivate: always },
  'AWS::MemoryDB::Cluster': { attribute: /^ClusterEndpoint\.Address$/, isPrivate: always },
  'AWS::DAX::Cluster': { attribute: /^ClusterDiscoveryEndpoint(?:URL)?$/, isPrivate: always },
  'AWS::OpenSearchService::Domain': { attribute: /^Domain(?:Arn)?Endpoints?$/, isPrivate: domainIsPrivate },
  'AWS::Elasticsearch::Domain': { attribute: /^DomainEndpoint$/, isPrivate: domainIsPrivate },
  'AWS::Redshift::Cluster': { attribute: /^Endpoint\.Address$/, isPrivate: redshiftIsPrivate },
  'AWS::RedshiftServerless::Workgroup': { attribute: /^Workgroup\.Endpoint\.Address$/, isPrivate: redshiftIsPrivate },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { attribute: /^DNSName$/, isPrivate: balancerIsPrivate },
  'AWS::EC2::Instance': { attribute: /^Private(?:Ip|DnsName)$/, isPrivate: always },
};

/** Types that are looked at. */
export const PRIVATE_TYPES: readonly string[] = Object.keys(ADDRESSES);

/** The resource whose address a text holds, and whether only its VPC reaches it; null when it holds none. */
export function addressIn(app: App, value: Value): { readonly resource: Resource; readonly isPrivate: boolean | Unknown } | null {
  for (const atom of value.kind === 'text' ? value.atoms : []) {
    const found = addressOf(app, atom);
    if (found !== null) return found;
  }
  return null;
}

function addressOf(app: App, atom: Atom): { resource: Resource; isPrivate: boolean | Unknown } | null {
  if (atom.kind !== 'resource' || atom.attribute === null) return null;
  const resource = app.resource(atom.id);
  const kind = resource !== undefined && Object.hasOwn(ADDRESSES, resource.type) ? ADDRESSES[resource.type] : undefined;
  if (resource === undefined || kind === undefined || !kind.attribute.test(atom.attribute)) return null;
  return { resource, isPrivate: kind.isPrivate(app, resource) };
}

/** Without `PubliclyAccessible` it depends on the subnets' VPC (RDS API reference, CreateDBInstance). */
function instanceIsPrivate(app: App, instance: Resource): boolean | Unknown {
  const setting = property(instance, 'PubliclyAccessible');
  const isPublic = setting === undefined ? undefined : flag(setting, false);
  if (isPublic === false) return true;
  const inside = inPrivateSubnets(app, property(instance, 'DBSubnetGroupName'));
  if (inside === true) return true;
  if (isPublic !== undefined) return isUnknown(isPublic) ? isPublic : isUnknown(inside) ? inside : false;
  return unknown(`whether ${instance.logicalId} is public depends on its VPC: set PubliclyAccessible`, instance.at);
}

/** A cluster is reached by its instances; Aurora Serverless v1 has none and is never public. */
function clusterIsPrivate(app: App, cluster: Resource): boolean | Unknown {
  if (exactText(property(cluster, 'EngineMode')) === 'serverless') return true;
  const instances = app
    .ofType('AWS::RDS::DBInstance')
    .filter((instance) => referredTo(property(instance, 'DBClusterIdentifier'), [cluster], 'DBClusterIdentifier').resource !== null);
  const group = inPrivateSubnets(app, property(cluster, 'DBSubnetGroupName'));
  if (group === true) return true;
  const answers =
    instances.length === 0 ? [instanceIsPrivate(app, cluster)] : instances.map((instance) => instanceIsPrivate(app, instance));
  return answers.includes(false) ? false : (answers.find(isUnknown) ?? true);
}

/** Whether no subnet of a subnet group has a route to an internet gateway. */
function inPrivateSubnets(app: App, name: Value | undefined): boolean | Unknown {
  if (name === undefined) return false;
  const group = referredTo(name, app.ofType('AWS::RDS::DBSubnetGroup'), 'DBSubnetGroupName').resource;
  if (group === null) return unknown(`subnet group ${show(name)} is not in the template`, name.at);
  const subnets = itemsOf(property(group, 'SubnetIds'));
  for (const item of subnets) {
    const found = referredTo(
      item,
      app.network.subnets.map((subnet) => subnet.resource),
    ).resource;
    const subnet = app.network.subnets.find((one) => one.resource === found);
    if (subnet === undefined) return unknown(`subnet ${show(item)} is not in the template`, item.at);
    if (subnet.public !== false) return isUnknown(subnet.public) ? subnet.public : false;
  }
  return subnets.length > 0;
}

/** Neptune is in a VPC alone unless an instance is made public (Neptune user guide, public endpoints). */
function neptuneIsPrivate(app: App): boolean | Unknown {
  const settings = app.ofType('AWS::Neptune::DBInstance').map((instance) => flag(property(instance, 'PubliclyAccessible'), false));
  return settings.includes(true) ? false : (settings.find(isUnknown) ?? true);
}

function domainIsPrivate(_: App, domain: Resource): boolean | Unknown {
  const options = property(domain, 'VPCOptions');
  return isUnknown(options) ? options : options !== undefined;
}

/** Not public unless asked for (Redshift and Redshift Serverless API references, PubliclyAccessible). */
function redshiftIsPrivate(_: App, resource: Resource): boolean | Unknown {
  const isPublic = flag(property(resource, 'PubliclyAccessible'), false);
  return isUnknown(isPublic) ? isPublic : !isPublic;
}

function balancerIsPrivate(_: App, balancer: Resource): boolean | Unknown {
  const scheme = property(balancer, 'Scheme');
  if (isUnknown(scheme)) return scheme;
  return exactText(scheme) === 'internal';
}
