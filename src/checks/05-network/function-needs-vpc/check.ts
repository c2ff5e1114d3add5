import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { EnvironmentVariable, LambdaFunction } from '../../../model/function.ts';
import { isUnknown } from '../../../model/value.ts';
import { observed } from '../../followed.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { addressIn, PRIVATE_TYPES } from './private-resource.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'function-needs-vpc',
  title: 'Function outside of the VPC is to reach something inside',
  practices: [5],
  severity: 'high',
  promise: 'proof',
  proves: 'functions that are inside the VPC of what they connect to',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
  ],
  looksAt: ['AWS::Lambda::Function', ...PRIVATE_TYPES],
  messages: {
    outside:
      '{function} connects to {resource} ({variable}), which only its VPC reaches, and runs in no VPC: every connection runs into the timeout',
  },
  remedy: 'Set VpcConfig with private subnets of the same VPC and a security group that the resource lets in.',
  fix,
  *run(app) {
    for (const fn of app.functions) yield* judge(app, fn);
  },
});
export default check;

function* judge(app: App, fn: LambdaFunction): Iterable<Outcome> {
  const addresses = fn.environment
    .filter((variable) => isUsed(app, fn, variable))
    .flatMap((variable) => {
      const found = addressIn(app, variable.value);
      return found === null ? [] : [{ variable, ...found }];
    });
  const relevant = addresses.filter(({ isPrivate }) => isPrivate !== false);
  if (relevant.length === 0) return yield notApplicable(fn.id, 'its environment holds no address of a resource in a VPC');
  if (isUnknown(fn.vpc)) return yield cannotTell(fn.id, fn.vpc);
  if (fn.vpc !== null) return yield pass(fn.id);
  for (const { variable, resource, isPrivate } of relevant) {
    const args = { function: fn.resource.logicalId, resource: resource.logicalId, variable: variable.name };
    if (isUnknown(isPrivate)) yield cannotTell(fn.id, isPrivate);
    else
      yield fail({
        subject: fn.id,
        message: 'outside',
        args,
        at: variable.value.at,
        evidence: [{ text: `${resource.logicalId} has no public address`, at: resource.at }],
        data: { resource: resource.id },
      });
  }
}

/** An address that the code certainly never reads is not connected to. */
function isUsed(app: App, fn: LambdaFunction, { name }: EnvironmentVariable): boolean {
  const behavior = app.behaviorOf(fn);
  if (!behavior.complete || observed(behavior, 'environment').length > 0) return true;
  return behavior.reads.some((read) => read.name === name);
}
