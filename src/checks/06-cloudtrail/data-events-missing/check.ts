import { DOLLARS_PER_MILLION_DATA_EVENTS } from '../../../data/data-events.ts';
import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isUnknown } from '../../../model/value.ts';
import { blockedBehavior } from '../../followed.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { watchedCalls } from './watched-call.ts';
import type { WatchedCall } from './watched-call.ts';

/** Subject of what concerns the account the app is deployed to. */
const ACCOUNT = 'account';

const check: Check = defineCheck({
  id: 'data-events-missing',
  title: 'Trail does not see what the code does',
  practices: [6],
  severity: 'medium',
  promise: 'proof',
  proves: 'accounts whose trail sees what the code does',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html',
    'https://aws.amazon.com/cloudtrail/pricing/',
  ],
  looksAt: ['AWS::CloudTrail::Trail', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    unseen:
      '{trail} records {watched} of the {total} calls that the code makes ({share} %, asked for are {asked} %): those on {missing} are data events, and no selector takes them (a million cost about {cost} USD)',
    management:
      '{trail} records {watched} of the {total} calls that the code makes ({share} %, asked for are {asked} %): its selectors leave management events out',
  },
  remedy: 'Add AdvancedEventSelectors with eventCategory Data, one for each resource type, limited to the ARNs of this app.',
  fix,
  config: ['account.trail', 'trail.watchedShare'],
  *run(app) {
    yield judge(app);
  },
});
export default check;

function judge(app: App): Outcome {
  const [trail] = app.trails;
  if (app.functions.length === 0) return notApplicable(ACCOUNT, 'the template holds no function');
  const at = { source: app.files[0]!, start: 0, end: 0 };
  if (trail === undefined) {
    // One question, asked once: trail-missing is unknown then.
    if (app.config.account.trail === null) return notApplicable(ACCOUNT, 'no trail is known whose selectors could be read');
    return cannotTell(ACCOUNT, { reason: 'the trail is not in the template, so what its selectors record is not known', at });
  }
  const followed = app.functions.map((fn) => ({ fn, behavior: app.behaviorOf(fn) }));
  const calls = watchedCalls(
    followed.flatMap(({ behavior }) => behavior.calls),
    app.trails,
  ).filter(({ event }) => event.kind !== 'none');
  const blocked = followed.map(blockedBehavior).find((one) => one !== null) ?? null;
  if (calls.length === 0) return blocked === null ? notApplicable(ACCOUNT, 'the code makes no AWS call') : cannotTell(ACCOUNT, blocked);
  const asked = app.config.trail.watchedShare;
  const most = calls.filter(({ watched }) => watched !== false).length;
  if (most / calls.length < asked) return tooFew(trail.resource.logicalId, { calls, most, asked, at: trail.at });
  const least = calls.filter(({ watched }) => watched === true).length;
  if (least / calls.length >= asked) return blocked === null ? pass(ACCOUNT) : cannotTell(ACCOUNT, blocked);
  return cannotTell(ACCOUNT, calls.map(({ watched }) => watched).find(isUnknown)!);
}

function tooFew(
  trail: string,
  {
    calls,
    most,
    asked,
    at,
  }: { calls: readonly WatchedCall[]; most: number; asked: number; at: { source: App['files'][number]; start: number; end: number } },
): Outcome {
  const unseen = calls.filter(({ watched }) => watched === false);
  const types = [...new Set(unseen.flatMap(({ event }) => (event.kind === 'data' ? [event.resourceType] : [])))];
  const args = {
    trail,
    watched: most,
    total: calls.length,
    share: Math.floor((100 * most) / calls.length),
    asked: Math.round(100 * asked),
    missing: types,
    cost: DOLLARS_PER_MILLION_DATA_EVENTS,
  };
  const evidence = unseen.map(({ call, target }) => ({
    text: `${call.service} ${call.operation}${onWhat(target)} is not recorded`,
    at: call.at,
  }));
  return fail({
    subject: ACCOUNT,
    message: types.length === 0 ? 'management' : 'unseen',
    args,
    at,
    absence: true,
    evidence,
    data: { watched: most, total: calls.length, resourceTypes: types },
  });
}

function onWhat(target: WatchedCall['target']): string {
  return target === null || target.logicalId === null ? '' : ` on ${target.logicalId}`;
}
