import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionPolicy } from '../../../src/analyze/policies.ts';
import { functionPolicies } from '../../../src/analyze/policies.ts';
import { hole } from '../../../src/iam/policy.ts';
import { DEFAULT_CONFIG } from '../../../src/model/config.ts';
import type { HandlerApp } from '../harness.ts';
import { excess, judged, notAllowed, notInBehavior } from './judge.ts';
import type { Lane } from './lane.ts';
import type { RecordedCall } from './needed.ts';
import { named } from './physical.ts';
import { makeResources, OWN_KEY, runFunction } from './run.ts';

/** What one function did when it was run with its event, against what the analysis says of it. */
export interface Played {
  readonly name: string;
  /** Calls that were recorded. */
  readonly calls: number;
  /** Whether the analysis says that it knows all calls, and how many it knows. */
  readonly complete: boolean;
  readonly known: number;
  readonly errors: readonly string[];
  readonly notInBehavior: readonly string[];
  readonly notAllowed: readonly string[];
  readonly excess: readonly string[];
}

/** Whether a handler can be run: it has an event to run with. */
export function isRunnable(handler: HandlerApp): boolean {
  return existsSync(join(handler.folder, 'event.json'));
}

/** Makes the app's resources, runs each of its functions that has an event, and judges what was recorded. What goes wrong is among the errors. */
export async function play(handler: HandlerApp, lane: Lane): Promise<Played[]> {
  const options = { cwd: handler.folder, parameters: {}, region: null, config: DEFAULT_CONFIG, today: '2026-11-22' };
  const { policies } = functionPolicies(['.'], options);
  const ids = policies.map((one) => one.id);
  const events = eventsOf(readJson(join(handler.folder, 'event.json')), ids);
  const played: Played[] = [];
  for (const one of policies.filter(({ id }) => events.has(id))) {
    const name = policies.length === 1 ? handler.name : `${handler.name} ${one.id}`;
    try {
      played.push({ name, ...(await playFunction(handler, { one, events: events.get(one.id)! }, lane)) });
    } catch (error) {
      played.push({ name, calls: 0, complete: true, known: 0, errors: [String(error)], notInBehavior: [], notAllowed: [], excess: [] });
    }
  }
  return played;
}

async function playFunction(
  handler: HandlerApp,
  { one, events }: { one: FunctionPolicy; events: readonly unknown[] },
  lane: Lane,
): Promise<Omit<Played, 'name'>> {
  const { app, id } = one;
  const physical = await makeResources(app, { setup: setupOf(handler) }, lane.stage);
  const { calls, errors } = await runFunction(handler, { app, id, physical, events: events.map((event) => named(event, physical)) }, lane);
  const all = judged(calls, physical);
  const own = all.filter(isOwn);
  return {
    calls: calls.length,
    complete: one.behavior.complete,
    known: one.behavior.calls.length,
    errors,
    notInBehavior: notInBehavior(all, one.behavior, physical),
    notAllowed: notAllowed(own, one.policy, physical),
    excess: excess(own, one.needs, { app: one.app, physical }),
  };
}

function isOwn({ key }: RecordedCall): boolean {
  return key === undefined || key === '' || key === OWN_KEY;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** An event for the app's one function, or one for each by logical id; a list is of several events, one after another. */
function eventsOf(written: unknown, ids: readonly string[]): ReadonlyMap<string, readonly unknown[]> {
  const several = (one: unknown): readonly unknown[] => (Array.isArray(one) ? one : [one]);
  const keys = Object.keys(written as object);
  const byId = !Array.isArray(written) && keys.length > 0 && keys.every((key) => ids.includes(key));
  if (byId) return new Map(Object.entries(written as object).map(([id, one]) => [id, several(one)]));
  return new Map(ids.slice(0, 1).map((id) => [id, several(written)]));
}

/** What is in the resources before the first call: texts name resources as templates do. */
function setupOf(handler: HandlerApp): unknown {
  const path = join(handler.folder, 'setup.json');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  return JSON.parse(text.replace(/\$\{([\w.:]+)\}/g, (_, name: string) => hole(name)));
}
