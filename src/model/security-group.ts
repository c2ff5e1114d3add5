import type { App } from './app.ts';
import type { Rule, SecurityGroup, Source } from './network.ts';
import { refersTo } from './reference.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, get, isUnknown, itemsOf, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** Every security group of the app with the rules that stand in it and those declared as resources of their own. */
export function securityGroupsOf(app: App): SecurityGroup[] {
  return app.ofType('AWS::EC2::SecurityGroup').map((resource) => {
    const ingress = rulesFor(app, resource, 'Ingress');
    const egress = rulesFor(app, resource, 'Egress');
    return {
      id: resource.id,
      resource,
      vpc: property(resource, 'VpcId'),
      ingress: ingress.rules,
      // Without a rule of its own a group lets everything out; one rule, in it or apart, replaces that
      // (AWS::EC2::SecurityGroup and AWS::EC2::SecurityGroupEgress).
      egress: egress.rules.length === 0 && egress.unknowns.length === 0 ? 'default-all' : egress.rules,
      unknowns: [...ingress.unknowns, ...egress.unknowns],
      at: resource.at,
    };
  });
}

/** `-1`, and `all`, which EC2 takes for it. */
export function isEveryProtocol(protocol: string): boolean {
  return protocol === '-1' || protocol === 'all';
}

/** Whether a port lies in a rule's range; protocols without ports cover every port. */
export function coversPort(rule: Rule, port: number): boolean | Unknown {
  const protocol = exactText(rule.protocol)?.toLowerCase();
  if (protocol === undefined) return isUnknown(rule.protocol) ? rule.protocol : unknown(`the protocol is ${show(rule.protocol)}`, rule.at);
  if (isEveryProtocol(protocol)) return true;
  if (!['tcp', 'udp', '6', '17'].includes(protocol)) return false;
  const [from, to] = [bound(rule.fromPort), bound(rule.toPort)];
  if (isUnknown(from)) return from;
  if (isUnknown(to)) return to;
  return from === -1 || (from <= port && port <= to);
}

/** Ingress rules declared apart, for groups that are not in the template. */
export function ingressElsewhere(app: App): { readonly resource: Resource; readonly rule: Rule }[] {
  const groups = app.ofType('AWS::EC2::SecurityGroup');
  return app.ofType('AWS::EC2::SecurityGroupIngress').flatMap((resource) => {
    const group = property(resource, 'GroupId') ?? property(resource, 'GroupName');
    const isOurs = groups.some((candidate) => refersTo(group, candidate, 'GroupName') !== false);
    return isOurs ? [] : [{ resource, rule: ruleOf(resource.properties, 'Ingress', resource.at) }];
  });
}

function bound(port: Value | undefined): number | Unknown {
  if (port === undefined) return -1;
  const number = Number(exactText(port));
  if (!Number.isNaN(number)) return number;
  return isUnknown(port) ? port : unknown(`the port is ${show(port)}`, port.at);
}

function rulesFor(app: App, group: Resource, direction: 'Ingress' | 'Egress'): { rules: Rule[]; unknowns: Unknown[] } {
  const rules: Rule[] = [];
  const unknowns: Unknown[] = [];
  for (const item of itemsOf(property(group, `SecurityGroup${direction}`))) {
    if (isUnknown(item)) unknowns.push(item);
    else rules.push(ruleOf(item, direction, item.at));
  }
  for (const apart of app.ofType(`AWS::EC2::SecurityGroup${direction}`)) {
    const belongs = refersTo(property(apart, 'GroupId') ?? property(apart, 'GroupName'), group, 'GroupName');
    if (isUnknown(belongs)) unknowns.push(belongs);
    if (belongs === true) rules.push(ruleOf(apart.properties, direction, apart.at));
  }
  return { rules, unknowns };
}

function ruleOf(value: Value, direction: 'Ingress' | 'Egress', at: Rule['at']): Rule {
  const side = direction === 'Ingress' ? 'Source' : 'Destination';
  const named: readonly (readonly [Source['kind'], string])[] = [
    ['cidr', 'CidrIp'],
    ['cidr', 'CidrIpv6'],
    ['security-group', `${side}SecurityGroupId`],
    ['security-group', `${side}SecurityGroupName`],
    ['prefix-list', `${side}PrefixListId`],
  ];
  const sources = named.flatMap(([kind, key]): Source[] => {
    const source = get(value, key);
    return source === undefined ? [] : [{ kind, value: source }];
  });
  return {
    protocol: get(value, 'IpProtocol'),
    fromPort: get(value, 'FromPort'),
    toPort: get(value, 'ToPort'),
    sources,
    open: openness(sources),
    at,
  };
}

function openness(sources: readonly Source[]): Rule['open'] {
  let blocked: Unknown | undefined;
  for (const { kind, value } of sources) {
    if (kind !== 'cidr') continue;
    const text = exactText(value);
    if (text !== undefined && isEverywhere(text)) return 'any';
    if (text === undefined && !isRangeOfResource(value))
      blocked ??= isUnknown(value) ? value : unknown(`the address range is ${show(value)}`, value.at);
  }
  return blocked ?? 'limited';
}

/** `0.0.0.0/0`, `::/0` and their other spellings; a prefix of no bits is everywhere. */
function isEverywhere(cidr: string): boolean {
  return /^[0-9a-f.:]+\/0$/i.test(cidr.trim());
}

/** A VPC's or subnet's own range is never everywhere. */
function isRangeOfResource(value: Value): boolean {
  return value.kind === 'text' && value.atoms[0]?.kind === 'resource' && /Cidr/.test(value.atoms[0].attribute ?? '');
}
