import { serviceEndpoint } from '../data/vpc-endpoints.ts';
import type { App } from './app.ts';
import type { Rule, SecurityGroup, VpcEndpoint } from './network.ts';
import { referredTo, refersTo } from './reference.ts';
import { coversPort } from './security-group.ts';
import { isUnknown, show, unknown } from './value.ts';
import type { Unknown } from './value.ts';
import type { Placement } from './vpc-reach.ts';

/**
 * Whether the interface endpoint that answers for a service (botocore's name) keeps a function out, by its security groups. With
 * private DNS on, calls go to the endpoint even where a NAT gateway is there (AWS PrivateLink guide, interface endpoints).
 */
export function endpointRefuses(app: App, { subnets, groups }: Placement, service: string): boolean | Unknown {
  const wanted = serviceEndpoint(service)?.name;
  for (const endpoint of app.network.endpoints) {
    if (endpoint.service !== wanted || endpoint.kind !== 'Interface' || endpoint.privateDns !== true) continue;
    const vpc = referredTo(endpoint.vpc, app.network.vpcs).resource;
    const isTheirs = subnets.some((subnet) => vpc !== null && referredTo(subnet.vpc, app.network.vpcs).resource === vpc);
    if (isTheirs) return refuses(app, endpoint, groups);
  }
  return false;
}

function refuses(app: App, endpoint: VpcEndpoint, callers: Placement['groups']): boolean | Unknown {
  // The VPC's default group lets in its own members alone, and whatever was added to it since (Amazon VPC user guide, default security groups).
  if (endpoint.securityGroups.length === 0)
    return unknown(`${endpoint.resource.logicalId} has the VPC's default security group`, endpoint.at);
  let blocked: Unknown | undefined;
  for (const value of endpoint.securityGroups) {
    const named = referredTo(
      value,
      app.network.securityGroups.map((group) => group.resource),
    ).resource;
    const group = app.network.securityGroups.find((one) => one.resource === named);
    if (group === undefined) {
      blocked ??= unknown(`security group ${show(value)} is not in the template`, value.at);
      continue;
    }
    blocked ??= group.unknowns[0];
    const lets = letsIn(group, callers);
    if (lets === true) return false;
    if (isUnknown(lets)) blocked ??= lets;
  }
  return blocked ?? true;
}

function letsIn(group: SecurityGroup, callers: Placement['groups']): boolean | Unknown {
  let blocked: Unknown | undefined;
  for (const rule of group.ingress) {
    const covers = coversPort(rule, 443);
    const from = covers === true ? fromCallers(rule, callers) : covers;
    if (from === true) return true;
    if (from !== false) blocked ??= from;
  }
  return blocked ?? false;
}

/** Address ranges are taken to hold the function's subnets: which do is known only at deployment, more often than not. */
function fromCallers(rule: Rule, callers: Placement['groups']): boolean | Unknown {
  if (rule.sources.some(({ kind }) => kind !== 'security-group')) return true;
  if (isUnknown(callers)) return callers;
  const answers = rule.sources.flatMap(({ value }) => callers.map((caller) => refersTo(value, caller.resource, 'GroupName')));
  return answers.includes(true) ? true : (answers.find(isUnknown) ?? false);
}
