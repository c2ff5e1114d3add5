import type { App } from '../../../model/app.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { written } from '../../../model/written.ts';
import { noFix, setProperty, writtenOf } from '../../fixing/owner.ts';
import { balancerFix, bucketFix, distributionFix, graphFix } from './front-door-fix.ts';
import { IMPLICIT, OPEN_API_VERSION, stageFix } from './stage-fix.ts';

/** By what leaves no record. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    if (fail.message === 'stage') return ofStage(app, fail);
    const resource = app.resource(fail.subject);
    if (resource === undefined) return noFix(`${fail.subject} is not a resource of this app`);
    switch (fail.message) {
      case 'extra':
        return withoutExtraStage(app, fail);
      case 'graphql':
        return graphFix(app, resource);
      case 'balancer':
        return balancerFix(app, resource);
      case 'distribution':
        return distributionFix(app, resource);
      default:
        return bucketFix(app, resource);
    }
  },
};

function ofStage(app: App, fail: FailOutcome): Fix | NoFix {
  const api = app.apis.find(({ id }) => id === fail.data?.['api']);
  const stage = api?.stages.find(({ resource }) => (resource?.id ?? api.id) === fail.subject);
  return api === undefined || stage === undefined ? noFix(`${fail.subject} is not a stage of this app`) : stageFix(app, api, stage);
}

/** SAM leaves its second stage out of an API whose OpenApiVersion is set. Who calls it all the same is for a person to find out. */
function withoutExtraStage(app: App, fail: FailOutcome): Fix | NoFix {
  const api = app.resource(fail.subject)!;
  const own = writtenOf(api);
  const todo = [`See that nobody calls the stage ${String(fail.data?.['stage'])}: it goes`];
  if (own?.type === 'AWS::Serverless::Api' && fail.data?.['stage'] === 'Stage') {
    const changes = [setProperty(own, 'OpenApiVersion', OPEN_API_VERSION)];
    return { safety: 'review', title: `Deploy ${own.logicalId} without SAM's second stage`, changes, todo };
  }
  const section = IMPLICIT[api.owner?.id ?? ''];
  const { source: file } = api.at;
  if (section !== 'Api' || written(file, ['Globals', 'Api', 'OpenApiVersion']) !== undefined)
    return noFix('the deployment that names the stage makes it: take its StageName away');
  const change = { kind: 'set', file, path: ['Globals', 'Api', 'OpenApiVersion'], value: OPEN_API_VERSION } as const;
  return { safety: 'review', title: "Deploy the API without SAM's second stage", changes: [change], todo };
}
