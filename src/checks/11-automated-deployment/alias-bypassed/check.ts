import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { trafficShiftOf } from '../../../model/traffic-shift.ts';
import { resourcesIn } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';
import { fail, notApplicable, pass } from '../../outcomes.ts';

/** Where each kind of connection names what it invokes. */
const TARGETS: readonly { readonly type: string; readonly path: string; readonly qualifier?: string }[] = [
  { type: 'AWS::Lambda::EventSourceMapping', path: 'FunctionName' },
  { type: 'AWS::Lambda::Url', path: 'TargetFunctionArn', qualifier: 'Qualifier' },
  { type: 'AWS::Events::Rule', path: 'Targets' },
  { type: 'AWS::Scheduler::Schedule', path: 'Target' },
  { type: 'AWS::SNS::Subscription', path: 'Endpoint' },
  { type: 'AWS::S3::Bucket', path: 'NotificationConfiguration.LambdaConfigurations' },
  { type: 'AWS::Logs::SubscriptionFilter', path: 'DestinationArn' },
];

const check: Check = defineCheck({
  id: 'alias-bypassed',
  title: 'Callers reach the latest upload instead of the deployed alias',
  practices: [11],
  severity: 'medium',
  promise: 'proof',
  proves: 'functions that are reached through their alias only',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html'],
  looksAt: TARGETS.map(({ type }) => type),
  messages: { bypassed: '{via} invokes {function} itself, not its alias {alias}, so the traffic shift does not protect it' },
  remedy: 'Name the alias (!Ref of the alias, or <Function>.Alias in SAM) where the function is invoked.',
  *run(app) {
    for (const fn of app.functions) {
      const shift = trafficShiftOf(app, fn);
      if (shift === null) {
        yield notApplicable(fn.id, 'it is deployed without a traffic shift');
        continue;
      }
      const bypasses = bypassesOf(app, fn);
      for (const { via, at } of bypasses) {
        const args = { via, function: fn.resource.logicalId, alias: shift.alias.logicalId };
        yield fail({ subject: fn.id, message: 'bypassed', args, at, data: { via } });
      }
      if (bypasses.length === 0) yield pass(fn.id);
    }
  },
});
export default check;

function bypassesOf(app: App, fn: LambdaFunction): { via: string; at: Span }[] {
  const connections = TARGETS.flatMap(({ type, path, qualifier }) =>
    app
      .ofType(type)
      .filter((resource) => qualifier === undefined || property(resource, qualifier) === undefined)
      .flatMap((resource) => placesOf(property(resource, path)).map((value) => ({ via: resource.logicalId, value }))),
  );
  const routes = app.routes.filter((route) => route.integration.functionId === fn.id);
  const uris = routes.flatMap((route) =>
    placesOf(route.integration.value).map((value) => ({ via: `${route.method} ${route.path}`, value })),
  );
  return [...connections, ...uris].filter(({ value }) => resourcesIn(value).has(fn.id)).map(({ via, value }) => ({ via, at: value.at }));
}

/** Every text inside a value. */
function placesOf(value: Value | undefined): Value[] {
  if (value?.kind === 'list') return value.items.flatMap(placesOf);
  if (value?.kind === 'map') return [...value.entries.values()].flatMap((entry) => placesOf(entry.value));
  return value === undefined ? [] : [value];
}
