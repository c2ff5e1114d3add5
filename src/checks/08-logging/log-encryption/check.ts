import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isReachableByStrangers } from '../../../model/function.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { logGroupOf } from '../../../model/log-group.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { logsToLambdasOwnGroup } from '../undeclared-group.ts';
import { fix } from './fix.ts';

/** Sources whose events carry what users, tables or devices sent; a schedule or an alarm carries nothing of the kind. */
const PAYLOAD_SOURCES: ReadonlySet<string> = new Set([
  'apigateway',
  'appsync',
  'cognito-idp',
  'dynamodb',
  'docdb',
  'elasticloadbalancing',
  'iot',
  'kafka',
  'kinesis',
  'lex',
  'lexv2',
  'mq',
  'pipes',
  's3',
  'ses',
  'sns',
  'sqs',
  'url',
  'vpc-lattice',
]);

const check: Check = defineCheck({
  id: 'log-encryption',
  title: 'Logs of a function that handles payloads are not under a key of yours',
  practices: [8],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html'],
  looksAt: ['AWS::Logs::LogGroup', 'AWS::Lambda::Function'],
  messages: {
    none: '{group} takes the logs of {function}, which handles what {sources} sends, without a customer key: permission to read logs is all it takes',
  },
  remedy: 'Set KmsKeyId of the log group to the ARN of a customer key whose policy lets logs.<region>.amazonaws.com use it.',
  yieldsTo: ['storage-encryption', 'log-group-undeclared'],
  fix,
  *run(app) {
    for (const fn of app.functions) yield judge(app, fn);
  },
});
export default check;

function judge(app: App, fn: LambdaFunction): Outcome {
  const sources = payloadSources(app, fn);
  if (sources.length === 0) return notApplicable(fn.id, 'nothing in the template sends it payloads');
  const group = logGroupOf(app, fn.resource);
  if (group === null) return withoutGroup(app, fn, sources);
  if (isUnknown(group)) return cannotTell(fn.id, group);
  if (isUnknown(group.kmsKey)) return cannotTell(fn.id, group.kmsKey);
  if (group.kmsKey !== undefined) return pass(fn.id);
  const args = { group: group.resource.logicalId, function: fn.resource.logicalId, sources };
  return fail({ subject: fn.id, message: 'none', args, at: group.at, data: { sources, logGroup: group.resource.id } });
}

/** Lambda's own group is encrypted with a key of AWS; that nobody declares it is the first thing to say. */
function withoutGroup(app: App, fn: LambdaFunction, sources: readonly string[]): Outcome {
  if (!logsToLambdasOwnGroup(app, fn)) return notApplicable(fn.id, 'its log group is not declared');
  const args = { group: 'the log group that Lambda makes', function: fn.resource.logicalId, sources };
  return fail({ subject: fn.id, message: 'none', args, at: fn.at, absence: true, data: { sources, logGroup: null } });
}

function payloadSources(app: App, fn: LambdaFunction): string[] {
  const sources = new Set(fn.triggers.map((trigger) => trigger.source).filter((source) => PAYLOAD_SOURCES.has(source)));
  if (sources.size === 0 && isReachableByStrangers(app, fn)) sources.add('an API');
  return [...sources];
}
