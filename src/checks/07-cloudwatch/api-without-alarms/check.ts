import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { WatchedMetric } from '../../../model/alarm.ts';
import type { Api } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { isWatched } from '../watched.ts';

/** Metric names per kind of API, and the dimension that names it (API Gateway and AppSync developer guides, CloudWatch metrics). */
const METRICS: Readonly<
  Record<
    Api['kind'],
    {
      readonly namespace: string;
      readonly dimension: string;
      readonly client: string;
      readonly server: readonly string[];
      readonly latency: readonly string[];
    }
  >
> = {
  rest: {
    namespace: 'AWS/ApiGateway',
    dimension: 'ApiName',
    client: '4XXError',
    server: ['5XXError'],
    latency: ['Latency', 'IntegrationLatency'],
  },
  http: { namespace: 'AWS/ApiGateway', dimension: 'ApiId', client: '4xx', server: ['5xx'], latency: ['Latency', 'IntegrationLatency'] },
  websocket: {
    namespace: 'AWS/ApiGateway',
    dimension: 'ApiId',
    client: 'ClientError',
    server: ['ExecutionError', 'IntegrationError'],
    latency: ['IntegrationLatency'],
  },
  graphql: { namespace: 'AWS/AppSync', dimension: 'GraphQLAPIId', client: '4XXError', server: ['5XXError'], latency: ['Latency'] },
};

const check: Check = defineCheck({
  id: 'api-without-alarms',
  title: 'API can fail or be attacked without anybody being told',
  practices: [7],
  severity: 'medium',
  promise: 'proof',
  proves: 'APIs whose errors and latency an alarm watches',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
  ],
  looksAt: ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::AppSync::GraphQLApi', 'AWS::CloudWatch::Alarm'],
  messages: { unwatched: 'no alarm watches the {faults} of {api}' },
  remedy: "Add alarms on the API's server errors, client errors and latency, with its dimension, and a topic.",
  *run(app) {
    for (const api of app.apis) yield judge(app, api);
  },
});
export default check;

function judge(app: App, api: Api): Outcome {
  if (api.external !== null) return notApplicable(api.id, 'the API itself is declared elsewhere');
  const { namespace, dimension, client, server, latency } = METRICS[api.kind];
  const metric = (name: string): WatchedMetric => ({ namespace, metric: name, dimension, resourceId: api.id, ...nameOf(api) });
  const faults = [
    { name: 'server errors', severe: true, metrics: server.map(metric) },
    { name: 'client errors', severe: false, metrics: [metric(client)] },
    { name: 'latency', severe: false, metrics: latency.map(metric) },
  ].map((fault) => ({ ...fault, watched: isWatched(app, fault.metrics) }));
  const unwatched = faults.filter(({ watched }) => watched === false);
  if (unwatched.length > 0) {
    const names = unwatched.map(({ name }) => name);
    const severity = unwatched.some(({ severe }) => severe) ? 'medium' : 'low';
    const args = { api: api.resource.logicalId, faults: names };
    return fail({ subject: api.id, message: 'unwatched', args, severity, at: api.at, absence: true, data: { unwatched: names } });
  }
  const blocked = faults.map(({ watched }) => watched).find(isUnknown);
  return blocked === undefined ? pass(api.id) : cannotTell(api.id, blocked);
}

/** REST APIs are told apart by name, the others by id; AppSync's id is an attribute. */
function nameOf(api: Api): Pick<WatchedMetric, 'name' | 'attribute'> {
  if (api.kind === 'rest') return { name: api.name };
  return api.kind === 'graphql' ? { attribute: 'ApiId' } : {};
}
