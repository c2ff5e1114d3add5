import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactNumber, exactText, isUnknown, itemsOf, resourceNamed, resourcesIn } from '../../../model/value.ts';
import { toJson } from '../../../util/node.ts';
import { freeId, getAtt, newResource, noFix, notWritten, propertyPath, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';

/** Into the subnets and groups of a function that already connects to the resource, else into the subnets of the resource with a group of its own. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject, data }, app) {
    const fn = app.functions.find(({ id }) => id === subject);
    const resource = app.resource(String(data?.['resource']));
    const written = fn === undefined ? undefined : writtenOf(fn.resource);
    if (fn === undefined || resource === undefined) return noFix(`${subject} is not in the template`);
    if (written === undefined) return notWritten(fn.resource);
    if (resource.at.source !== written.file) return noFix(`${resource.logicalId} stands in another template than ${written.logicalId}`);
    const beside = neighbour(app, written, resource);
    if (beside !== null) return moved(written, resource, [setConfig(written, beside)]);
    return withGroupOfItsOwn(app, written, resource);
  },
};

function setConfig(written: Written, value: Authored): Change {
  return { kind: 'set', file: written.file, path: propertyPath(written, 'VpcConfig'), value };
}

function moved({ logicalId }: Written, resource: Resource, changes: readonly Change[]): Fix {
  return {
    safety: 'review',
    title: `Run ${logicalId} in the VPC of ${resource.logicalId}`,
    changes,
    todo: [`See that the role of ${logicalId} may create network interfaces, and that its other calls leave these subnets`],
  };
}

/** The `VpcConfig` of a function of the file that connects to the same resource. */
function neighbour(app: App, { file }: Written, resource: Resource): Authored | null {
  for (const fn of app.functions) {
    if (fn.vpc === null || isUnknown(fn.vpc) || !fn.environment.some(({ value }) => resourcesIn(value).has(resource.id))) continue;
    const own = writtenOf(fn.resource);
    const config = own?.file === file ? writtenProperty(own, 'VpcConfig') : undefined;
    if (config?.kind === 'map' && config.has('SubnetIds')) return toJson(config);
  }
  return null;
}

/** Where a resource names its subnets (itself, or by a subnet group), its groups, and the port it listens on unless it says so. */
const PLACES: Readonly<Record<string, { readonly subnets: string; readonly groups: string; readonly port: number | null }>> = {
  'AWS::RDS::DBInstance': { subnets: 'DBSubnetGroupName', groups: 'VPCSecurityGroups', port: null },
  'AWS::RDS::DBCluster': { subnets: 'DBSubnetGroupName', groups: 'VpcSecurityGroupIds', port: null },
  'AWS::RDS::DBProxy': { subnets: 'VpcSubnetIds', groups: 'VpcSecurityGroupIds', port: null },
  'AWS::DocDB::DBCluster': { subnets: 'DBSubnetGroupName', groups: 'VpcSecurityGroupIds', port: 27017 },
  'AWS::Neptune::DBCluster': { subnets: 'DBSubnetGroupName', groups: 'VpcSecurityGroupIds', port: 8182 },
  'AWS::ElastiCache::ReplicationGroup': { subnets: 'CacheSubnetGroupName', groups: 'SecurityGroupIds', port: 6379 },
  'AWS::ElastiCache::ServerlessCache': { subnets: 'SubnetIds', groups: 'SecurityGroupIds', port: 6379 },
};

function withGroupOfItsOwn(app: App, written: Written, resource: Resource): Fix | NoFix {
  const place = PLACES[resource.type];
  const subnets = place === undefined ? null : subnetsOf(app, resource, place.subnets);
  const guard = place === undefined ? undefined : guardOf(app, resource, place.groups);
  const port = place === undefined ? undefined : (exactNumber(property(resource, 'Port')) ?? place.port ?? portOfEngine(resource));
  if (subnets === null || guard === undefined || port === undefined) {
    return noFix(`the subnets, the security group or the port of ${resource.logicalId} do not stand in the same template`);
  }
  const vpc = writtenProperty(guard, 'VpcId');
  const ingress = writtenProperty(guard, 'SecurityGroupIngress');
  if (vpc === undefined || (ingress !== undefined && ingress.kind !== 'list'))
    return noFix(`the rules of ${guard.logicalId} cannot be added to`);
  if (written.node.has('Condition')) return noFix(`${written.logicalId} has a condition, which a rule of ${guard.logicalId} cannot share`);
  const id = freeId(app, written.file, `${written.logicalId}Group`);
  const group = newResource(written, id, {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: `Function ${written.logicalId}`, VpcId: toJson(vpc) },
  });
  const rule = { IpProtocol: 'tcp', FromPort: port, ToPort: port, SourceSecurityGroupId: getAtt(id, 'GroupId') };
  return moved(written, resource, [
    setConfig(written, { SubnetIds: subnets, SecurityGroupIds: [getAtt(id, 'GroupId')] }),
    group,
    { kind: 'append', file: guard.file, path: propertyPath(guard, 'SecurityGroupIngress'), items: [rule] },
  ]);
}

/** The subnets as written: in the resource, or in the subnet group that it names. */
function subnetsOf(app: App, resource: Resource, path: string): Authored | null {
  const group = app.resource(resourceNamed(property(resource, path)));
  const holder = path.endsWith('GroupName') ? group : resource;
  const own = holder === undefined ? undefined : writtenOf(holder);
  const list = own === undefined ? undefined : writtenProperty(own, path.endsWith('GroupName') ? 'SubnetIds' : path);
  return list === undefined || own?.file !== resource.at.source ? null : toJson(list);
}

function guardOf(app: App, resource: Resource, path: string): Written | undefined {
  const ids = itemsOf(property(resource, path)).map((value) => resourceNamed(value));
  const group = app.network.securityGroups.find((one) => ids.includes(one.id) && one.resource.at.source === resource.at.source);
  return group === undefined ? undefined : writtenOf(group.resource);
}

function portOfEngine(resource: Resource): number | undefined {
  const engine = (exactText(property(resource, 'Engine') ?? property(resource, 'EngineFamily')) ?? '').toLowerCase();
  return /postgres/.test(engine) ? 5432 : /mysql|mariadb/.test(engine) ? 3306 : undefined;
}
