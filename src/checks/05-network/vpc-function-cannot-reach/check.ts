import type { App } from '../../../model/app.ts';
import type { Behavior, BehaviorCall } from '../../../model/behavior.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { endpointRefuses } from '../../../model/endpoint-ingress.ts';
import { isUnknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { hasEndpoint, hasInternet, letsOut, placementOf } from '../../../model/vpc-reach.ts';
import type { Placement } from '../../../model/vpc-reach.ts';
import { blockedBehavior, observed } from '../../followed.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { servicesCalled } from '../vpc-calls.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'vpc-function-cannot-reach',
  title: 'Function in a VPC has no way to a service that it calls',
  practices: [5],
  severity: 'high',
  promise: 'proof',
  proves: 'functions in a VPC that reach what they call',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::EC2::Subnet', 'AWS::EC2::Route', 'AWS::EC2::VPCEndpoint', 'AWS::EC2::SecurityGroup'],
  messages: {
    noRoute: '{function} calls {services}, and {subnet} has neither a NAT gateway nor the endpoint: the calls run into the timeout',
    noHost: '{function} calls {hosts}, and {subnet} has no NAT gateway: the requests run into the timeout',
    refused:
      '{function} calls {services} through an interface endpoint, and its security groups let no port 443 in from the function: the calls run into the timeout',
    egress: '{function} calls {services}, and no rule of {groups} lets port 443 out: the calls run into the timeout',
  },
  remedy:
    'Add the VPC endpoint (gateway for S3 and DynamoDB, interface with PrivateDnsEnabled for the rest) or a route to a NAT gateway, let port 443 out of the function and into the endpoint.',
  fix,
  *run(app) {
    for (const fn of app.functions) yield* judge(app, fn);
  },
});
export default check;

function* judge(app: App, fn: LambdaFunction): Iterable<Outcome> {
  const placement = placementOf(app, fn);
  if (placement === null) return yield notApplicable(fn.id, 'it runs outside of a VPC');
  if (isUnknown(placement)) return yield cannotTell(fn.id, placement);
  const behavior = app.behaviorOf(fn);
  const answer = reachOf(app, placement, behavior);
  const fails = answer.fails.map((one) => outcomeOf(fn, placement, one));
  if (fails.length > 0) return yield* fails;
  const blocked = answer.blocked ?? blockedBehavior({ fn, behavior });
  if (blocked !== null) return yield cannotTell(fn.id, blocked);
  yield behavior.calls.length + answer.hosts === 0 ? notApplicable(fn.id, 'its code calls nothing outside of the VPC') : pass(fn.id);
}

interface Unreached {
  readonly message: 'noRoute' | 'noHost' | 'egress' | 'refused';
  /** Names of services, or hosts. */
  readonly what: readonly string[];
  readonly subnet: string;
  readonly evidence: readonly { readonly text: string; readonly at: BehaviorCall['at'] }[];
}

function reachOf(app: App, placement: Placement, behavior: Behavior): { fails: Unreached[]; blocked: Unknown | null; hosts: number } {
  const services = servicesCalled(behavior);
  const evidence = [...services.values()].map((call) => ({
    text: `${call.service} ${call.operation}`,
    at: call.at,
    service: call.service,
  }));
  const hosts = hostsOf(behavior);
  const fails: Unreached[] = [];
  let blocked: Unknown | null = null;
  const out = letsOut(placement.groups, 443);
  if (isUnknown(out)) blocked ??= out;
  if (out === false && services.size > 0)
    return { fails: [{ message: 'egress', what: [...services.keys()], subnet: '', evidence }], blocked, hosts: hosts.size };
  const refused = [...services.keys()].filter((service) => {
    const answer = endpointRefuses(app, placement, service);
    if (isUnknown(answer)) blocked ??= answer;
    return answer === true;
  });
  if (refused.length > 0)
    fails.push({ message: 'refused', what: refused, subnet: '', evidence: evidence.filter(({ service }) => refused.includes(service)) });
  for (const subnet of placement.subnets) {
    const internet = hasInternet(app, subnet);
    if (isUnknown(internet)) blocked ??= internet;
    if (internet !== false) continue;
    const missing = [...services.keys()].filter((service) => {
      const endpoint = hasEndpoint(app, subnet, service);
      if (isUnknown(endpoint)) blocked ??= endpoint;
      return endpoint === false;
    });
    const name = subnet.resource.logicalId;
    if (missing.length > 0)
      fails.push({
        message: 'noRoute',
        what: missing,
        subnet: name,
        evidence: evidence.filter(({ service }) => missing.includes(service)),
      });
    if (hosts.size > 0)
      fails.push({ message: 'noHost', what: [...hosts.keys()], subnet: name, evidence: [...hosts].map(([text, at]) => ({ text, at })) });
  }
  return { fails, blocked, hosts: hosts.size };
}

/** Hosts on the internet that the code names in full. */
function hostsOf(behavior: Behavior): Map<string, BehaviorCall['at']> {
  const hosts = new Map<string, BehaviorCall['at']>();
  for (const { url, at } of observed(behavior, 'request')) {
    const host = /^https?:\/\/([a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,})(?:[:/?#]|$)/i.exec(url)?.[1]?.toLowerCase();
    const isPublic = host !== undefined && !/\.(?:local|internal|lan|corp|private|svc|localdomain|test|example|amazonaws\.com)$/.test(host);
    if (isPublic && !hosts.has(host)) hosts.set(host, at);
  }
  return hosts;
}

/** One finding for each kind: the first subnet stands for those that lack the same. */
function outcomeOf(fn: LambdaFunction, { groups }: Placement, { message, what, subnet, evidence }: Unreached): Outcome {
  const at = fn.vpc === null || isUnknown(fn.vpc) ? fn.at : fn.vpc.at;
  const args = {
    function: fn.resource.logicalId,
    services: what,
    hosts: what,
    subnet,
    groups: isUnknown(groups) ? [] : groups.map((group) => group.resource.logicalId),
  };
  const steps = evidence.map(({ text, at: place }) => ({ text, at: place }));
  return fail({ subject: fn.id, message, args, at, absence: true, evidence: steps, data: { unreached: what } });
}
