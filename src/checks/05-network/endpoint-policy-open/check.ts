import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { VpcEndpoint } from '../../../model/network.ts';
import { speaksOfAnyone } from '../../../model/restriction.ts';
import type { PolicyDocument, Statement } from '../../../model/statement.ts';
import { property } from '../../../model/template.ts';
import { exactText, isUnknown, show } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { all, any, cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'endpoint-policy-open',
  title: 'VPC endpoint lets everything through',
  practices: [5],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html'],
  looksAt: ['AWS::EC2::VPCEndpoint'],
  messages: {
    none: '{endpoint} has no policy, so it carries any request for {service} with any credentials to any account',
    open: 'The policy of {endpoint} allows everything, so it carries any request for {service} with any credentials to any account',
  },
  remedy: 'Set PolicyDocument to the actions and resources that the functions behind the endpoint use, or to your own organization.',
  fix,
  *run(app) {
    for (const endpoint of app.network.endpoints) yield judge(endpoint);
  },
});
export default check;

// Services of serverless apps whose endpoints take a policy, each by its own PrivateLink page; a few of the others take none.
// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
const WITH_POLICY: ReadonlySet<string> = new Set(
  [
    's3 dynamodb sqs sns kms secretsmanager ssm ssmmessages ec2 ec2messages sts logs monitoring events states sync-states lambda xray',
    'execute-api ecr.api ecr.dkr ecs ecs-agent ecs-telemetry kinesis-streams kinesis-firehose athena glue rds rds-data redshift-data',
    'bedrock bedrock-runtime bedrock-agent bedrock-agent-runtime sagemaker.api sagemaker.runtime textract rekognition comprehend translate transcribe',
    'cloudformation cloudtrail codebuild codecommit git-codecommit codeartifact.api codeartifact.repositories elasticfilesystem batch acm-pca scheduler',
  ].flatMap((line) => line.split(' ')),
);

function judge(endpoint: VpcEndpoint): Outcome {
  const { resource, policy } = endpoint;
  const subject = resource.id;
  const type = exactText(property(resource, 'VpcEndpointType')) ?? 'Gateway';
  if (type !== 'Gateway' && type !== 'Interface') return notApplicable(subject, `endpoints of type ${type} take no policy`);
  const service = isUnknown(endpoint.service) ? show(endpoint.serviceName) : endpoint.service;
  if (service.includes('vpce-svc-')) return notApplicable(subject, 'endpoints of services of other owners take no policy');
  const common = { subject, args: { endpoint: resource.logicalId, service } };
  if (policy === null) {
    if (isUnknown(endpoint.service)) return cannotTell(subject, endpoint.service);
    if (WITH_POLICY.has(service)) return fail({ ...common, message: 'none', at: resource.at });
    return cannotTell(subject, { reason: `whether endpoints of ${service} take a policy is not known`, at: resource.at });
  }
  const open = opening(policy);
  if (open === false) return pass(subject);
  return isUnknown(open) ? cannotTell(subject, open) : fail({ ...common, message: 'open', at: open.at });
}

/** The statement that lets everything through; false when there is none, or a Deny with conditions stands beside it. */
function opening(policy: PolicyDocument): Statement | Unknown | false {
  if (policy.statements.some((statement) => statement.effect === 'Deny')) return false;
  const answers = policy.statements.map((statement) => ({ statement, answer: allowsEverything(statement) }));
  const open = answers.find(({ answer }) => answer === true)?.statement;
  return open ?? policy.unreadable[0] ?? answers.map(({ answer }) => answer).find(isUnknown) ?? false;
}

function allowsEverything(statement: Statement): boolean | Unknown {
  if (isUnknown(statement.effect)) return statement.effect;
  if (statement.conditions.length > 0) return false;
  return all([
    speaksOfAnyone(statement),
    any(statement.actions.map((one) => matches(one, /^(?:\*|[\w-]+:\*)$/))),
    any(statement.resources.map((one) => matches(one, /^\*$/))),
  ]);
}

function matches(value: Value, pattern: RegExp): boolean | Unknown {
  return isUnknown(value) ? value : pattern.test(exactText(value) ?? '');
}
