import type { App } from '../../model/app.ts';
import type { Authored, Change, Path } from '../../model/change.ts';
import type { SecurityGroup } from '../../model/network.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { isUnknown, itemsOf, resourceNamed, resourcesIn } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import { writtenTree } from '../../model/written.ts';
import { at, stringOf, toJson } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import type { SourceFile, Span } from '../../util/span.ts';
import { getAtt, writtenOf } from './owner.ts';

/** An ingress rule as its owner wrote it. */
export interface WrittenRule {
  readonly file: SourceFile;
  readonly path: Path;
  readonly node: MapNode;
  /** The list that it stands in, and how many rules that has; null for a rule that is a resource of its own. */
  readonly list: { readonly path: Path; readonly length: number } | null;
}

/** The ingress rule around a place in a file; null when no rule of a plain list stands there. */
export function ruleAt(place: Span): WrittenRule | null {
  const file = place.source;
  const resources = at(writtenTree(file) ?? undefined, 'Resources');
  if (resources?.kind !== 'map') return null;
  const isAround = (node: Node): boolean => node.at.start <= place.start && place.start < node.at.end;
  for (const [id, { value }] of resources.entries) {
    if (!isAround(value)) continue;
    const path = ['Resources', id, 'Properties'];
    const properties = at(value, 'Properties');
    if (stringOf(at(value, 'Type')) === 'AWS::EC2::SecurityGroupIngress') {
      return properties?.kind === 'map' ? { file, path, node: properties, list: null } : null;
    }
    const rules = at(properties, 'SecurityGroupIngress');
    if (rules?.kind !== 'list') return null;
    const index = rules.items.findIndex(isAround);
    const node = rules.items[index];
    const list = { path: [...path, 'SecurityGroupIngress'], length: rules.items.length };
    return node?.kind === 'map' ? { file, path: [...list.path, index], node, list } : null;
  }
  return null;
}

/** Takes a rule away; with the last one of a list goes the list. */
export function withoutRule({ file, path, list }: WrittenRule): Change {
  if (list?.length === 1) return { kind: 'remove', file, path: list.path };
  return { kind: 'remove', file, path: list === null ? path.slice(0, 2) : path };
}

/** Who a rule lets in instead of everyone. */
export type Callers =
  | { readonly kind: 'groups'; readonly groups: readonly string[] }
  | { readonly kind: 'range'; readonly value: Authored; readonly vpc: string };

/** The same rule for these callers alone; a rule has one source, so further groups get rules of their own. */
export function ruleFor(rule: WrittenRule, callers: Callers): Change[] | null {
  const { file, path, node, list } = rule;
  const sources = sourcesIn(node);
  const [source, ...others] = sources;
  if (source === undefined) return null;
  if (isSaidAlready(rule, callers)) return [withoutRule(rule)];
  if (callers.kind === 'range') {
    if (source === 'CidrIp' && others.length === 0) return [{ kind: 'set', file, path: [...path, 'CidrIp'], value: callers.value }];
    return replaced(rule, sources, { key: 'CidrIp', value: callers.value });
  }
  const [group, ...more] = callers.groups;
  if (group === undefined || (more.length > 0 && list === null)) return null;
  const plain = Object.entries(toJson(node) as { readonly [key: string]: Authored }).filter(([key]) => !sources.includes(key));
  const further = more.map((id): Authored => ({ ...Object.fromEntries(plain), SourceSecurityGroupId: getAtt(id, 'GroupId') }));
  const changes = replaced(rule, sources, { key: 'SourceSecurityGroupId', value: getAtt(group, 'GroupId') });
  if (further.length > 0) changes.push({ kind: 'append', file, path: list!.path, items: further });
  return changes;
}

function sourcesIn(node: Node): string[] {
  return ['CidrIp', 'CidrIpv6'].filter((name) => at(node, name) !== undefined);
}

/** Whether another rule of the list lets the callers in on the same ports, or one before it is about to: EC2 takes no rule twice. */
function isSaidAlready({ file, path, node, list }: WrittenRule, callers: Callers): boolean {
  const rules = list === null ? undefined : at(writtenTree(file) ?? undefined, ...list.path);
  if (rules?.kind !== 'list') return false;
  const index = Number(path.at(-1));
  const samePorts = rules.items.flatMap((other, i) => (i !== index && portsOf(other) === portsOf(node) ? [{ other, i }] : []));
  const isOpen = (other: Node): boolean => sourcesIn(other).some((name) => stringOf(at(other, name))?.endsWith('/0') === true);
  if (samePorts.some(({ other, i }) => i < index && isOpen(other))) return true;
  if (callers.kind === 'range')
    return samePorts.some(
      ({ other }) => at(other, 'CidrIp') !== undefined && jsonOf(at(other, 'CidrIp')) === JSON.stringify(callers.value),
    );
  return callers.groups.every((id) =>
    samePorts.some(({ other }) => new RegExp(`"${id}"`).test(jsonOf(at(other, 'SourceSecurityGroupId')))),
  );
}

function portsOf(rule: Node): string {
  return ['IpProtocol', 'FromPort', 'ToPort'].map((name) => jsonOf(at(rule, name)).replaceAll('"', '')).join(' ');
}

function jsonOf(node: Node | undefined): string {
  return node === undefined ? '' : JSON.stringify(toJson(node));
}

function replaced({ file, path }: WrittenRule, sources: readonly string[], { key, value }: { key: string; value: Authored }): Change[] {
  return [
    ...sources.filter((name) => name !== key).map((name): Change => ({ kind: 'remove', file, path: [...path, name] })),
    { kind: 'set', file, path: [...path, key], value },
  ];
}

/** The groups of the app's functions that run in the same VPC, as far as they stand in the same file; never the group itself. */
export function functionGroups(app: App, group: SecurityGroup): string[] {
  const ids = app.functions.flatMap(({ vpc }) => (vpc === null || isUnknown(vpc) ? [] : idsOf(vpc.securityGroups)));
  return usableGroups(app, ids, group);
}

/** The groups of the app's load balancers, likewise. */
export function balancerGroups(app: App, group: SecurityGroup): string[] {
  const balancers = app.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer');
  return usableGroups(
    app,
    balancers.flatMap((balancer) => idsOf(property(balancer, 'SecurityGroups'))),
    group,
  );
}

function idsOf(groups: Value | undefined): string[] {
  return itemsOf(groups).flatMap((item) => resourceNamed(item) ?? []);
}

function usableGroups(app: App, ids: readonly string[], group: SecurityGroup): string[] {
  const { file } = writtenOf(group.resource) ?? {};
  const hasCondition = (resource: Resource): boolean => writtenOf(resource)?.node.has('Condition') === true;
  return [...new Set(ids)].flatMap((id) => {
    const candidate = app.network.securityGroups.find((one) => one.id === id);
    // A group that mentions this one would wait for it, and this one for that.
    const isCircular = candidate !== undefined && resourcesIn(candidate.resource.properties).has(group.id);
    const isUsable = candidate !== undefined && candidate !== group && candidate.resource.at.source === file && !isCircular;
    return isUsable && !hasCondition(candidate.resource) && candidate.resource.type === 'AWS::EC2::SecurityGroup'
      ? [candidate.resource.logicalId]
      : [];
  });
}

const OTHER_NETWORKS = /^AWS::EC2::(?:VPCPeeringConnection|TransitGateway|VPN|ClientVpn)/;

/** Every address of the group's VPC, where the VPC is a resource of the same file. */
export function vpcRange(app: App, group: SecurityGroup): Callers | null {
  const vpc = app.resource(resourceNamed(group.vpc));
  // Who comes from another network has an address of his own there.
  if (app.resources.some(({ type }) => OTHER_NETWORKS.test(type))) return null;
  if (vpc?.type !== 'AWS::EC2::VPC' || vpc.at.source !== group.resource.at.source || writtenOf(vpc) === undefined) return null;
  return { kind: 'range', value: getAtt(vpc.logicalId, 'CidrBlock'), vpc: vpc.logicalId };
}
