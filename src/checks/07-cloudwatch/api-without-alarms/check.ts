import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { isWatched } from '../watched.ts';
import { fix } from './fix.ts';
import { apiFaultsOf } from './metrics.ts';

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
  fix,
});
export default check;

function judge(app: App, api: Api): Outcome {
  if (api.external !== null) return notApplicable(api.id, 'the API itself is declared elsewhere');
  const faults = apiFaultsOf(api).map((fault) => ({ ...fault, watched: isWatched(app, fault.metrics) }));
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
