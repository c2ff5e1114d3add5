import { serviceEndpoint } from '../../../data/vpc-endpoints.ts';
import type { App } from '../../../model/app.ts';
import type { BehaviorCall } from '../../../model/behavior.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { isUnknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { hasEndpoint, hasInternet, placementOf } from '../../../model/vpc-reach.ts';
import type { Placement } from '../../../model/vpc-reach.ts';
import { blockedBehavior } from '../../followed.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { servicesCalled } from '../vpc-calls.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'vpc-endpoint-missing',
  title: 'Calls to AWS leave the VPC although an endpoint would keep them inside',
  practices: [5],
  severity: 'low',
  promise: 'proof',
  proves: 'functions whose calls to AWS stay inside their VPC',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-endpoints.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::EC2::Subnet', 'AWS::EC2::Route', 'AWS::EC2::VPCEndpoint'],
  messages: {
    gateway:
      '{function} reaches {services} over the NAT gateway, though a gateway endpoint keeps the calls inside the VPC and costs nothing',
    interface: '{function} reaches {services} over the NAT gateway, though interface endpoints would keep the calls inside the VPC',
  },
  remedy:
    'Add AWS::EC2::VPCEndpoint: type Gateway with the route tables of the subnets for S3 and DynamoDB, Interface with PrivateDnsEnabled for the rest.',
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
  const calls = [...servicesCalled(behavior)].filter(([service]) => serviceEndpoint(service) !== null);
  const answers = calls.map(([service, call]) => ({ service, call, leaves: leavesVpc(app, placement, service) }));
  const leaving = answers.filter(({ leaves }) => leaves === true);
  if (leaving.length > 0) {
    yield* outcomeOf(
      fn,
      'gateway',
      leaving.filter(({ service }) => serviceEndpoint(service)!.hasGateway),
    );
    yield* outcomeOf(
      fn,
      'interface',
      leaving.filter(({ service }) => !serviceEndpoint(service)!.hasGateway),
    );
    return;
  }
  const blocked = answers.map(({ leaves }) => leaves).find(isUnknown) ?? blockedBehavior({ fn, behavior });
  if (blocked !== null) yield cannotTell(fn.id, blocked);
  else yield calls.length === 0 ? notApplicable(fn.id, 'its code calls no service that has an endpoint') : pass(fn.id);
}

/** Whether calls go out to the internet from some subnet; where there is no way out, another check speaks. */
function leavesVpc(app: App, { subnets }: Placement, service: string): boolean | Unknown {
  let blocked: Unknown | undefined;
  for (const subnet of subnets) {
    const endpoint = hasEndpoint(app, subnet, service);
    if (endpoint === true) continue;
    const internet = hasInternet(app, subnet);
    if (endpoint === false && internet === true) return true;
    blocked ??= [endpoint, internet].find(isUnknown);
  }
  return blocked ?? false;
}

function* outcomeOf(
  fn: LambdaFunction,
  message: 'gateway' | 'interface',
  leaving: readonly { readonly service: string; readonly call: BehaviorCall }[],
): Iterable<Outcome> {
  if (leaving.length === 0) return;
  const at = fn.vpc === null || isUnknown(fn.vpc) ? fn.at : fn.vpc.at;
  const services = leaving.map(({ service }) => service);
  const evidence = leaving.map(({ call }) => ({ text: `${call.service} ${call.operation}`, at: call.at }));
  const severity = message === 'interface' ? ({ severity: 'info' } as const) : {};
  const args = { function: fn.resource.logicalId, services };
  yield fail({ subject: fn.id, message, args, at, ...severity, absence: true, evidence, data: { services } });
}
