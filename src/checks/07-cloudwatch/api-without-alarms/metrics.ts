import type { WatchedMetric } from '../../../model/alarm.ts';
import type { Api } from '../../../model/api/api.ts';

/** Something that can go wrong with an API, and the metrics of which one must be watched. */
export interface ApiFault {
  readonly kind: 'server' | 'client' | 'latency';
  readonly name: string;
  readonly severe: boolean;
  readonly metrics: readonly WatchedMetric[];
}

/** Metric names of one kind of API, and the dimension that names it (API Gateway and AppSync developer guides, CloudWatch metrics). */
interface ApiMetrics {
  readonly namespace: string;
  readonly dimension: string;
  readonly server: readonly [string, ...string[]];
  readonly client: string;
  readonly latency: readonly [string, ...string[]];
}

/** By kind of API; of several metrics the first says most. */
export const API_METRICS: Readonly<Record<Api['kind'], ApiMetrics>> = {
  rest: {
    namespace: 'AWS/ApiGateway',
    dimension: 'ApiName',
    server: ['5XXError'],
    client: '4XXError',
    latency: ['Latency', 'IntegrationLatency'],
  },
  http: { namespace: 'AWS/ApiGateway', dimension: 'ApiId', server: ['5xx'], client: '4xx', latency: ['Latency', 'IntegrationLatency'] },
  websocket: {
    namespace: 'AWS/ApiGateway',
    dimension: 'ApiId',
    server: ['ExecutionError', 'IntegrationError'],
    client: 'ClientError',
    latency: ['IntegrationLatency'],
  },
  graphql: { namespace: 'AWS/AppSync', dimension: 'GraphQLAPIId', server: ['5XXError'], client: '4XXError', latency: ['Latency'] },
};

/** What can go wrong with an API. */
export function apiFaultsOf(api: Api): ApiFault[] {
  const { namespace, dimension, client, server, latency } = API_METRICS[api.kind];
  const metric = (name: string): WatchedMetric => ({ namespace, metric: name, dimension, resourceId: api.id, ...nameOf(api) });
  return [
    { kind: 'server', name: 'server errors', severe: true, metrics: server.map(metric) },
    { kind: 'client', name: 'client errors', severe: false, metrics: [metric(client)] },
    { kind: 'latency', name: 'latency', severe: false, metrics: latency.map(metric) },
  ];
}

/** REST APIs are told apart by name, the others by id; AppSync's id is an attribute. */
function nameOf(api: Api): Pick<WatchedMetric, 'name' | 'attribute'> {
  if (api.kind === 'rest') return { name: api.name };
  return api.kind === 'graphql' ? { attribute: 'ApiId' } : {};
}
