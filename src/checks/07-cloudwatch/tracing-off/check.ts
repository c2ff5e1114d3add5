import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { runsAtEdge } from '../../../model/edge.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isTraced } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { flag, show } from '../../../model/value.ts';
import { judged, notApplicable } from '../../outcomes.ts';
import { fix } from './fix.ts';

/** Resources with a switch of their own. HTTP and WebSocket APIs have none (API Gateway developer guide, X-Ray). */
const SWITCHES: readonly { readonly type: string; readonly path: string; readonly what: string }[] = [
  { type: 'AWS::ApiGateway::Stage', path: 'TracingEnabled', what: 'API stage' },
  { type: 'AWS::StepFunctions::StateMachine', path: 'TracingConfiguration.Enabled', what: 'state machine' },
  { type: 'AWS::AppSync::GraphQLApi', path: 'XrayEnabled', what: 'GraphQL API' },
];

const check: Check = defineCheck({
  id: 'tracing-off',
  title: 'Requests cannot be traced',
  practices: [7],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
    'https://docs.aws.amazon.com/xray/latest/devguide/xray-services-apigateway.html',
  ],
  looksAt: ['AWS::Lambda::Function', ...SWITCHES.map(({ type }) => type)],
  messages: { off: 'active tracing of {what} {name} is off, so a slow or strange request cannot be followed through it' },
  remedy: 'Set Tracing: Active on the function (or in Globals), TracingEnabled on the API, Tracing.Enabled on the state machine.',
  *run(app) {
    for (const fn of app.functions) {
      yield runsAtEdge(app, fn)
        ? notApplicable(fn.id, 'functions that CloudFront runs cannot be traced')
        : judged(fn.id, isTraced(fn), off(fn.resource, 'function', 'TracingConfig.Mode'));
    }
    for (const { type, path, what } of SWITCHES) {
      for (const resource of app.ofType(type)) yield judged(resource.id, flag(property(resource, path), false), off(resource, what, path));
    }
  },
  fix,
});
export default check;

function off(resource: Resource, what: string, path: string): Omit<Extract<Outcome, { verdict: 'fail' }>, 'verdict' | 'subject'> {
  // SAM's name for a stage it makes says nothing to the owner.
  const stage = resource.owner === null ? undefined : property(resource, 'StageName');
  const name = stage === undefined ? resource.logicalId : `${show(stage)} of ${resource.owner?.id}`;
  return { message: 'off', args: { what, name }, at: property(resource, path)?.at ?? resource.at };
}
