import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { UsagePlan } from '../../../model/api/api.ts';
import { apiKeysWithoutPlan } from '../../../model/api/usage-plan.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { get, isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'usage-plan-incomplete',
  title: 'API keys are not held to any limit',
  practices: [4],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-usageplan.html',
  ],
  looksAt: ['AWS::ApiGateway::UsagePlan', 'AWS::ApiGateway::UsagePlanKey', 'AWS::ApiGateway::ApiKey'],
  messages: {
    unlimited: 'usage plan {plan} sets no {missing}, so one key can use up what the API can serve',
    partial: 'usage plan {plan} sets no {missing}, so a leaked key is limited by its rate alone',
    withoutPlan: 'API key {key} belongs to no usage plan, so it neither limits nor opens anything',
  },
  remedy:
    'Set Throttle.RateLimit, Throttle.BurstLimit and Quota on the usage plan, and attach each key with AWS::ApiGateway::UsagePlanKey.',
  fix,
  *run(app) {
    for (const plan of app.usagePlans) yield judgePlan(plan);
    yield* judgeKeys(app);
  },
});
export default check;

function judgePlan(plan: UsagePlan): Outcome {
  const subject = plan.resource.id;
  const { throttle, quota } = plan;
  if (isUnknown(throttle)) return cannotTell(subject, throttle);
  const missing: string[] = [];
  if (throttle?.rate === undefined) missing.push('rate limit');
  // Without a burst limit of its own the plan takes the account's.
  if (throttle?.rate !== undefined && throttle.burst === undefined) missing.push('burst limit');
  if (isUnknown(quota)) {
    if (missing.length === 0) return cannotTell(subject, quota);
  } else if (get(quota, 'Limit') === undefined) missing.push('quota');
  if (missing.length === 0) return pass(subject);
  return fail({
    subject,
    message: missing.includes('rate limit') ? 'unlimited' : 'partial',
    args: { plan: plan.resource.logicalId, missing: missing.join(' and no ') },
    at: throttle?.at ?? plan.at,
    // A rate limit alone already keeps one key from crowding out the others.
    ...(missing.includes('rate limit') ? {} : { severity: 'low' as const }),
    data: { missing },
  });
}

/** A key without a plan is refused wherever a key is asked for (API Gateway developer guide, usage plans). */
function* judgeKeys(app: App): Iterable<Outcome> {
  const keys = app.ofType('AWS::ApiGateway::ApiKey');
  const alone = apiKeysWithoutPlan(app);
  for (const key of keys) {
    if (isUnknown(alone)) yield cannotTell(key.id, alone);
    else if (!alone.includes(key)) yield pass(key.id);
    else {
      const args = { key: key.logicalId };
      yield fail({ subject: key.id, message: 'withoutPlan', args, at: key.at, severity: 'low', absence: true });
    }
  }
}
