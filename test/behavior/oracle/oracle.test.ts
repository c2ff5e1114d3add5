import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlerApps, prepareHandlers } from '../harness.ts';
import type { Language } from '../harness.ts';
import { startRunner, startStage } from './lane.ts';
import type { LineProcess } from './lines.ts';
import { isRunnable, play } from './play.ts';
import type { Played } from './play.ts';
import { oraclePython } from './venv.ts';

// Handlers run for real against moto, an imitation of AWS on loopback; every call is recorded at the SDK and held against the analysis.
const LANGUAGES: readonly Language[] = ['javascript', 'python'];
const FEWEST = 200;
const python = await oraclePython();
const played: Played[] = [];
const started: LineProcess[] = [];

describe.skipIf('skipped' in python)(`handlers run against moto${'skipped' in python ? `, skipped: ${python.skipped}` : ''}`, () => {
  beforeAll(async () => {
    if ('skipped' in python) return;
    await prepareHandlers();
    const lanes = await Promise.all(LANGUAGES.map((language) => playAll(language, python.python)));
    played.push(...lanes.flat());
  }, 240_000);

  afterAll(() => {
    for (const one of started) one.close();
    sayCounts();
  });

  test(`at least ${FEWEST} functions run, and none fails`, () => {
    expect(those('errors')).toEqual([]);
    expect(played.length).toBeGreaterThanOrEqual(FEWEST);
  });

  test('every function that can call AWS does call it', () => {
    expect(played.filter((one) => one.calls === 0 && one.known > 0).map((one) => one.name)).toEqual([]);
  });

  test('every recorded call is in the behaviour that says that it is complete: the same service, operation and resource', () => {
    expect(those('notInBehavior', complete())).toEqual([]);
  });

  test('at most one in twenty behaviours lacks a recorded call, and says that it may', () => {
    expect(those('notInBehavior').length).toBeLessThanOrEqual(played.length / 20);
  });

  test('every recorded call is allowed by the generated policy', () => {
    expect(those('notAllowed', complete())).toEqual([]);
  });

  test('the median function is allowed nothing on the resources of its app that it did not do', () => {
    expect(median(played.map((one) => one.excess.length))).toBe(0);
  });
});

async function playAll(language: Language, interpreter: string): Promise<Played[]> {
  const stage = await startStage(interpreter);
  const runner = startRunner(language, stage, interpreter);
  started.push(stage, runner);
  const done: Played[] = [];
  for (const handler of handlerApps(language).filter(isRunnable)) done.push(...(await play(handler, { language, stage, runner })));
  return done;
}

/** Functions of which something is to be said, with it. */
function those(what: 'errors' | 'notInBehavior' | 'notAllowed', among = played): [string, readonly string[]][] {
  return among.filter((one) => one[what].length > 0).map((one) => [one.name, one[what]]);
}

function complete(): Played[] {
  return played.filter((one) => one.complete);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function sayCounts(): void {
  if (played.length === 0) return;
  const calls = played.reduce((sum, one) => sum + one.calls, 0);
  const over = played.filter((one) => one.excess.length > 0);
  const lacking = those('notInBehavior').length;
  console.log(
    `oracle: ${played.length} functions, ${calls} calls; ${played.length - lacking} behaviours have them all; ` +
      `excess: median ${median(played.map((one) => one.excess.length))}, in ${over.length} functions`,
  );
  for (const { name, excess } of over) console.log(`  allowed and not used by ${name}: ${excess.join('; ')}`);
}
