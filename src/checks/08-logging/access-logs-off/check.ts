import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Api, Stage } from '../../../model/api/api.ts';
import type { FailOutcome, Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, get, isUnknown, itemsOf, keyPlace, resourcesIn, show } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { any, cannotTell, fail, judged, notApplicable, pass } from '../../outcomes.ts';
import { readsRecorded } from '../recorded-by-trail.ts';
import { fix } from './fix.ts';
import { logBuckets } from './log-buckets.ts';

const check: Check = defineCheck({
  id: 'access-logs-off',
  title: 'Requests leave no record',
  practices: [8],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
    'https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
  ],
  looksAt: [
    'AWS::ApiGateway::Stage',
    'AWS::ApiGatewayV2::Stage',
    'AWS::AppSync::GraphQLApi',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::CloudFront::Distribution',
    'AWS::S3::Bucket',
  ],
  messages: {
    stage: 'stage {stage} of {name} writes no access log: who called what, from where and with which result cannot be told afterwards',
    extra: 'a deployment also makes stage {stage} of {name}, and what comes in by it is in no access log',
    graphql: '{name} logs no requests: who asked for what cannot be told afterwards',
    balancer: 'load balancer {name} writes no access log: who called what cannot be told afterwards',
    distribution: 'distribution {name} writes no access log: requests answered from the edge are seen nowhere else',
    bucket: 'bucket {name} writes no access log; unless a trail records its data events, nobody can tell who read which object',
  },
  remedy:
    'Set AccessLogSetting (AccessLogSettings for HTTP and WebSocket APIs, LogConfig for AppSync, access_logs.s3.enabled for load balancers, Logging for distributions, LoggingConfiguration for buckets) with a destination you keep.',
  yieldsTo: ['data-events-missing'],
  fix,
  *run(app) {
    for (const api of app.apis) yield* judgeApi(api);
    for (const balancer of app.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')) yield judgeBalancer(balancer);
    for (const distribution of app.ofType('AWS::CloudFront::Distribution')) yield judgeDistribution(app, distribution);
    const destinations = logBuckets(app);
    for (const bucket of app.ofType('AWS::S3::Bucket')) {
      yield destinations.has(bucket.id)
        ? notApplicable(bucket.id, 'it takes the logs of others, and logging its own would never end')
        : judgeBucket(app, bucket);
    }
  },
});
export default check;

function* judgeApi(api: Api): Iterable<Outcome> {
  if (api.kind === 'graphql') {
    const config = property(api.resource, 'LogConfig');
    yield judged(api.id, isSet(config), { message: 'graphql', args: { name: nameOf(api.resource) }, at: api.at });
  }
  const declared = api.stages.filter((stage) => !isMadeByDeployment(stage));
  const outcomes = (declared.length > 0 ? declared : api.stages).map((stage) => judgeStage(api, stage));
  yield* outcomes;
  if (declared.length === 0 || outcomes.some(({ verdict }) => verdict === 'fail')) return;
  for (const stage of api.stages.filter(isMadeByDeployment)) if (stage.accessLog === null) yield extraStage(api, stage);
}

function isMadeByDeployment(stage: Stage): boolean {
  return stage.resource?.type === 'AWS::ApiGateway::Deployment';
}

/** SAM writes a second stage, named `Stage`, into every REST API whose OpenApiVersion is not set (SAM developer guide, AWS::Serverless::Api). */
function extraStage(api: Api, stage: Stage): Outcome {
  const args = { stage: show(stage.name), name: nameOf(api.resource) };
  const bySam = api.resource.owner !== null && args.stage === 'Stage';
  const evidence = bySam ? [{ text: 'SAM leaves the stage out when OpenApiVersion is set, for example to 3.0.1' }] : [];
  return fail({
    subject: api.id,
    message: 'extra',
    args,
    at: api.at,
    severity: 'low',
    evidence,
    data: { api: api.id, stage: args.stage },
  });
}

function judgeStage(api: Api, stage: Stage): Outcome {
  const subject = stage.resource?.id ?? api.id;
  if (isUnknown(stage.accessLog)) return cannotTell(subject, stage.accessLog);
  if (stage.accessLog !== null) return pass(subject);
  const args = { stage: show(stage.name), name: nameOf(api.resource) };
  return fail({ subject, message: 'stage', args, at: stage.at, data: { api: api.id } });
}

/** Network and gateway load balancers see connections, not requests. */
function judgeBalancer(balancer: Resource): Outcome {
  const type = property(balancer, 'Type');
  if (type !== undefined && exactText(type) !== 'application') return notApplicable(balancer.id, 'it is no application load balancer');
  const attributes = property(balancer, 'LoadBalancerAttributes');
  if (isUnknown(attributes)) return cannotTell(balancer.id, attributes);
  const setting = itemsOf(attributes).find((item) => exactText(get(item, 'Key')) === 'access_logs.s3.enabled');
  const value = get(setting, 'Value');
  return judged(balancer.id, flag(value, false), { message: 'balancer', args: { name: nameOf(balancer) }, at: value?.at ?? balancer.at });
}

/** Logged the old way, in real time, or by a delivery of CloudWatch Logs (CloudFront developer guide, standard logging v2). */
function judgeDistribution(app: App, distribution: Resource): Outcome {
  const config = property(distribution, 'DistributionConfig');
  const deliveries = app.ofType('AWS::Logs::DeliverySource').map((source) => property(source, 'ResourceArn'));
  const delivered = deliveries.some((arn) => resourcesIn(arn).has(distribution.id)) || (deliveries.find(isUnknown) ?? false);
  const ways = [delivered, isSet(get(config, 'Logging')), isSet(get(config, 'DefaultCacheBehavior.RealtimeLogConfigArn'))];
  return judged(distribution.id, any(ways), problem('distribution', distribution));
}

/** Server access logs are one of two ways; CloudTrail's data events, which AWS recommends, are usually kept outside the app. */
function judgeBucket(app: App, bucket: Resource): Outcome {
  if (readsRecorded(app, bucket)) return pass(bucket.id);
  const logging = property(bucket, 'LoggingConfiguration');
  const on = isUnknown(logging) ? logging : isSet(get(logging, 'DestinationBucketName') ?? get(logging, 'LogFilePrefix'));
  return judged(bucket.id, on, { ...problem('bucket', bucket), severity: 'info' });
}

function problem(message: string, resource: Resource): Omit<FailOutcome, 'verdict' | 'subject'> {
  return { message, args: { name: nameOf(resource) }, at: keyPlace(resource.properties, 'LoggingConfiguration') ?? resource.at };
}

/** A reference counts: whatever it names is something. */
function isSet(value: Value | undefined): boolean | Unknown {
  return isUnknown(value) ? value : value !== undefined;
}

function nameOf(resource: Resource): string {
  return resource.owner?.id ?? resource.logicalId;
}
