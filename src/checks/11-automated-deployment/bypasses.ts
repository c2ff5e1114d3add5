import type { App } from '../../model/app.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { property } from '../../model/template.ts';
import { resourcesIn } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

/** Where each kind of connection names what it invokes. */
export const TARGETS: readonly { readonly type: string; readonly path: string; readonly qualifier?: string }[] = [
  { type: 'AWS::Lambda::EventSourceMapping', path: 'FunctionName' },
  { type: 'AWS::Lambda::Url', path: 'TargetFunctionArn', qualifier: 'Qualifier' },
  { type: 'AWS::Events::Rule', path: 'Targets' },
  { type: 'AWS::Scheduler::Schedule', path: 'Target' },
  { type: 'AWS::SNS::Subscription', path: 'Endpoint' },
  { type: 'AWS::S3::Bucket', path: 'NotificationConfiguration.LambdaConfigurations' },
  { type: 'AWS::Logs::SubscriptionFilter', path: 'DestinationArn' },
  { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', path: 'Targets' },
  { type: 'AWS::Pipes::Pipe', path: 'Target' },
  { type: 'AWS::Pipes::Pipe', path: 'Enrichment' },
];

/** A place that names a function itself, whatever alias it has. */
export interface Bypass {
  /** The resource, or `GET /orders`. */
  readonly via: string;
  /** The type of the resource; `route` for an API's. */
  readonly kind: string;
  /** Id of the resource; of a route, of its API. */
  readonly resourceId: string;
  readonly value: Value;
}

/** Every connection of the app that invokes a function itself and not an alias of it. */
export function bypassesOf(app: App, fn: LambdaFunction): Bypass[] {
  const connections = TARGETS.flatMap(({ type, path, qualifier }) =>
    app
      .ofType(type)
      .filter((resource) => qualifier === undefined || property(resource, qualifier) === undefined)
      .flatMap((resource) =>
        placesOf(property(resource, path)).map((value) => ({ via: resource.logicalId, kind: type, resourceId: resource.id, value })),
      ),
  );
  const uris = app.routes
    .filter((route) => route.integration.functionId === fn.id)
    .flatMap((route) =>
      placesOf(route.integration.value).map((value) => ({
        via: `${route.method} ${route.path}`,
        kind: 'route',
        resourceId: route.api.id,
        value,
      })),
    );
  return [...connections, ...uris].filter(({ value }) => resourcesIn(value).has(fn.id) && !isQualified(value, fn.id));
}

/** `...:function:${Orders}:live/invocations` names the alias. */
function isQualified(value: Value, id: string): boolean {
  const atoms = value.kind === 'text' ? value.atoms : [];
  const place = atoms.findIndex((atom) => atom.kind === 'resource' && atom.id === id);
  const next = atoms[place + 1];
  return place >= 0 && next?.kind === 'literal' && next.text.startsWith(':') && !next.text.startsWith(':$LATEST');
}

/** Every text inside a value. */
function placesOf(value: Value | undefined): Value[] {
  if (value?.kind === 'list') return value.items.flatMap(placesOf);
  if (value?.kind === 'map') return [...value.entries.values()].flatMap((entry) => placesOf(entry.value));
  return value === undefined ? [] : [value];
}
