import type { Api } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { enumerated, placeAlarms } from '../../fixing/alarm.ts';
import type { AlarmWish, PlacedAlarm } from '../../fixing/alarm.ts';
import { getAtt, noFix, notWritten, ref, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { authoredText } from '../../fixing/text.ts';
import { toJson } from '../../../util/node.ts';
import { isWatched } from '../watched.ts';
import { API_METRICS, apiFaultsOf } from './metrics.ts';
import type { ApiFault } from './metrics.ts';

/** SAM's names for the APIs that events make without declaring one (SAM specification, implicit APIs). */
const IMPLICIT = new Set(['ServerlessRestApi', 'ServerlessHttpApi']);

/** An alarm on each fault that nothing watches, behind the API. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const api = app.apis.find(({ id }) => id === fail.subject)!;
    const { logicalId } = api.resource;
    const written = writtenOf(api.resource) ?? null;
    if (written === null && !IMPLICIT.has(logicalId)) return notWritten(api.resource);
    if (written === null && isConditional(app, api)) return noFix(`${logicalId} is there only under a condition of its functions`);
    const name = dimensionOf(api, written);
    if (name === undefined) return noFix(`the name of ${logicalId} is known only at deployment, and its metrics are found by it`);
    const faults = apiFaultsOf(api).filter(({ metrics }) => isWatched(app, metrics) === false);
    const prefix = written === null ? 'Api' : logicalId;
    const alarms = faults.map((fault): PlacedAlarm => ({
      wish: { ...alarmOn(fault, api, name), id: `${prefix}${SUFFIX[fault.kind]}` },
      beside: written,
    }));
    const { changes, todo } = placeAlarms(app, api.at.source, alarms);
    return {
      safety: 'safe',
      title: `Add alarms for ${logicalId} on ${enumerated(faults.map((fault) => fault.name))}, at 0.10 USD a month each`,
      changes,
      ...(todo.length === 0 ? {} : { todo }),
    };
  },
};

const SUFFIX: Readonly<Record<ApiFault['kind'], string>> = { server: 'ServerErrors', client: 'ClientErrors', latency: 'Latency' };

/**
 * REST and HTTP APIs send a 0 or a 1 for each request, so an average is the share of requests. Figures are AWS's:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
function alarmOn({ kind }: ApiFault, api: Api, value: Authored): Omit<AlarmWish, 'id'> {
  const { namespace, dimension, server, client, latency } = API_METRICS[api.kind];
  const common = { namespace, dimensions: { [dimension]: value } };
  const isShare = api.kind === 'rest' || api.kind === 'http';
  const counted = isShare ? { statistic: 'Average', threshold: 0.05 } : { statistic: 'Sum', threshold: kind === 'server' ? 1 : 10 };
  switch (kind) {
    case 'server':
      return { ...common, ...counted, metric: server[0], minutes: 3 };
    case 'client':
      return { ...common, ...counted, metric: client, minutes: 5 };
    case 'latency':
      return { ...common, metric: latency[0], statistic: 'p90', threshold: 2500, minutes: 5 };
  }
}

/** What the API's metrics are found by. */
function dimensionOf(api: Api, written: Written | null): Authored | undefined {
  if (api.kind === 'graphql') return graphqlId(api.resource.logicalId, written);
  if (api.kind !== 'rest') return ref(api.resource.logicalId);
  const named = written === null ? undefined : writtenProperty(written, 'Name');
  return named === undefined ? authoredText(api.name) : toJson(named);
}

/** Tools that do not expand SAM know no attributes of its type; its ARN, `arn:...:apis/<id>`, they do. */
function graphqlId(id: string, written: Written | null): Authored {
  if (written?.type !== 'AWS::Serverless::GraphQLApi') return getAtt(id, 'ApiId');
  return { 'Fn::Select': [1, { 'Fn::Split': ['/', ref(id)] }] };
}

/** SAM gives an implicit API the condition that its functions have in common. */
function isConditional(app: App, api: Api): boolean {
  const functions = api.routes.map((route) => app.resource(route.integration.functionId ?? undefined));
  const owners = functions.map((fn) => fn && writtenOf(fn));
  return owners.length > 0 && owners.every((owner) => owner?.node.has('Condition') === true);
}
