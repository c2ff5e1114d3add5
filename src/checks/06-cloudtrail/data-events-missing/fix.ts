import { DOLLARS_PER_MILLION_DATA_EVENTS } from '../../../data/data-events.ts';
import type { App } from '../../../model/app.ts';
import type { Authored } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import type { Trail } from '../../../model/trail.ts';
import { noFix } from '../../fixing/owner.ts';
import { recording, selectorArn, takesType } from '../../fixing/trail-selectors.ts';
import type { DataEventsWish } from '../../fixing/trail-selectors.ts';
import { watchedCalls } from './watched-call.ts';
import type { WatchedCall } from './watched-call.ts';

/** Selectors for the resources of the app that its code calls, and no others. */
export const fix: CheckFix = {
  safety: 'safe',
  // Roles that could tamper with it are narrowed before.
  after: ['role-too-wide'],
  plan(fail, app) {
    const [trail] = app.trails;
    if (trail === undefined) return noFix('the app declares no trail');
    const calls = callsOf(app);
    const named = wishesOf(app, trail, calls);
    const asked = app.config.trail.watchedShare * calls.length;
    const seen = calls.filter((call) => call.watched === true || isMeant(named, call, false)).length;
    const management = fail.message === 'management';
    const isWide = !management && seen < asked;
    const data = isWide ? widened(named, trail, calls) : named;
    const after = calls.filter(
      (call) => call.watched === true || isMeant(data, call, isWide) || (management && call.event.kind === 'management'),
    );
    if (after.length < asked) return noFix('no selector that this trail can take would record enough of what the code does');
    const changes = recording(trail, { management, data: data.map(({ type, arns }) => ({ type, arns })) });
    if (changes === null) return noFix(`the selectors of ${trail.resource.logicalId} are decided at deployment`);
    const what = [...new Set(data.flatMap(({ ids, type }) => (ids.length > 0 ? ids : [`every ${type}`])))];
    return {
      safety: isWide ? 'review' : 'safe',
      title: `Record ${management ? 'management events' : `what the code does to ${what.join(', ')}`} in ${trail.resource.logicalId}`,
      changes,
      ...(data.length > 0 && { todo: [`Expect about ${DOLLARS_PER_MILLION_DATA_EVENTS} USD for every million of these data events`] }),
    };
  },
};

/** The wish with the ids of its resources. */
interface NamedWish extends DataEventsWish {
  readonly ids: readonly string[];
}

/** What an app's trail has to record of what its code does; for a trail that is still to be made. */
export function dataWishes(app: App, trail: Trail | null): readonly NamedWish[] {
  return wishesOf(app, trail, callsOf(app));
}

function callsOf(app: App): WatchedCall[] {
  const calls = app.functions.flatMap((fn) => app.behaviorOf(fn).calls);
  return watchedCalls(calls, app.trails).filter(({ event }) => event.kind !== 'none');
}

function wishesOf(app: App, trail: Trail | null, calls: readonly WatchedCall[]): NamedWish[] {
  const file = trail?.resource.at.source ?? app.files[0]!;
  const byType = new Map<string, Map<string, Authored>>();
  for (const { event, target, watched } of calls) {
    const id = target?.logicalId ?? null;
    if (event.kind !== 'data' || watched === true || id === null) continue;
    if (trail !== null && !takesType(trail, event.resourceType)) continue;
    const arn = selectorArn(app, file, event.resourceType, id);
    if (arn === null) continue;
    const ofType = byType.get(event.resourceType) ?? new Map<string, Authored>();
    byType.set(event.resourceType, ofType.set(id, arn));
  }
  return [...byType].map(([type, resources]) => ({ type, arns: [...resources.values()], ids: [...resources.keys()] }));
}

/** Where the code's resources cannot be named, all of their type are recorded. */
function widened(named: readonly NamedWish[], trail: Trail, calls: readonly WatchedCall[]): NamedWish[] {
  const open = calls.filter((call) => call.watched !== true && call.event.kind === 'data' && !isMeant(named, call, false));
  const types = new Set(
    open.flatMap(({ event }) => (event.kind === 'data' && takesType(trail, event.resourceType) ? [event.resourceType] : [])),
  );
  const kept = named.filter(({ type }) => !types.has(type));
  return [...kept, ...[...types].map((type): NamedWish => ({ type, arns: 'every', ids: [] }))];
}

function isMeant(wishes: readonly NamedWish[], { event, target }: WatchedCall, isWide: boolean): boolean {
  if (event.kind !== 'data') return false;
  return wishes.some(
    ({ type, arns, ids }) => type === event.resourceType && ((isWide && arns === 'every') || ids.includes(target?.logicalId ?? '')),
  );
}
