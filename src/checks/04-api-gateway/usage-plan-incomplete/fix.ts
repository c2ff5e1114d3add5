import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { Resource } from '../../../model/template.ts';
import { written } from '../../../model/written.ts';
import type { SourceFile } from '../../../util/span.ts';
import { isSettable } from '../../fixing/place.ts';
import { conditionOf, freeId, newResource, noFix, notWritten, ref, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';

/** The limits that a plan lacks, as the config gives them; a stray key joins the app's only plan. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const resource = app.resource(fail.subject);
    if (resource === undefined) return noFix(`${fail.subject} is not in the app`);
    return fail.message === 'withoutPlan' ? attach(app, resource) : complete(app, resource, fail.data?.['missing'] as readonly string[]);
  },
};

function complete(app: App, plan: Resource, missing: readonly string[]): Fix | NoFix {
  const place = placeOf(app, plan);
  if (place === undefined) return notWritten(plan);
  const { file, base } = place;
  const { throttling, quotaPerDay } = app.config.fix;
  const wanted: readonly (readonly [string, string, Authored])[] = [
    ['rate limit', 'Throttle.RateLimit', throttling.ratePerSecond],
    ['rate limit', 'Throttle.BurstLimit', throttling.burst],
    ['burst limit', 'Throttle.BurstLimit', throttling.burst],
    ['quota', 'Quota.Limit', quotaPerDay],
    ['quota', 'Quota.Period', 'DAY'],
  ];
  const changes = wanted.flatMap(([what, name, value]): Change[] => {
    const path = [...base, ...name.split('.')];
    return !missing.includes(what) || written(file, path) !== undefined ? [] : [{ kind: 'set', file, path, value }];
  });
  if (changes.length === 0 || !changes.every((change) => change.kind === 'set' && isSettable(file, change.path))) {
    return noFix(`the limits of ${plan.logicalId} are not written as maps`);
  }
  const rate = missing.includes('rate limit') ? [`${throttling.ratePerSecond} requests a second`] : [];
  const burst = missing.includes('burst limit') ? [`${throttling.burst} requests at once`] : [];
  const quota = missing.includes('quota') ? [`${quotaPerDay} requests a day`] : [];
  return { safety: 'safe', title: `Limit each key of ${plan.logicalId} to ${[...rate, ...burst, ...quota].join(' and ')}`, changes };
}

/** The plan's own properties, or `Auth.UsagePlan` of the API that SAM makes it for. */
function placeOf(app: App, plan: Resource): { readonly file: SourceFile; readonly base: Path } | undefined {
  const own = writtenOf(plan);
  if (own?.type === plan.type) return { file: own.file, base: [...own.path, 'Properties'] };
  const inGlobals = ['Globals', 'Api', 'Auth', 'UsagePlan'];
  const inApi = own === undefined ? undefined : [...own.path, 'Properties', 'Auth', 'UsagePlan'];
  const file = plan.at.source;
  if (inApi !== undefined && written(file, inApi) !== undefined) return { file, base: inApi };
  // One plan for every API of the template.
  const isShared = app.usagePlans.length > 0 && written(file, inGlobals) !== undefined;
  return isShared ? { file, base: inGlobals } : undefined;
}

function attach(app: App, key: Resource): Fix | NoFix {
  const own = writtenOf(key);
  const [plan, ...others] = app.usagePlans.filter(({ resource }) => resource.at.source === key.at.source);
  if (own?.type !== key.type) return notWritten(key);
  if (plan === undefined || others.length > 0) return noFix(`which usage plan ${key.logicalId} is meant for cannot be told`);
  return {
    safety: 'review',
    title: `Hold ${key.logicalId} to the limits of ${plan.resource.logicalId}`,
    changes: [planKey(app, own, plan.resource)],
    todo: [`Make sure that the holders of ${key.logicalId} may call the stages of ${plan.resource.logicalId}`],
  };
}

function planKey(app: App, own: Written, plan: Resource): Change {
  const Properties = { KeyId: ref(own.logicalId), KeyType: 'API_KEY', UsagePlanId: ref(plan.logicalId) };
  const id = freeId(app, own.file, `${own.logicalId}InPlan`);
  return newResource(own, id, { Type: 'AWS::ApiGateway::UsagePlanKey', ...conditionOf(own), Properties });
}
