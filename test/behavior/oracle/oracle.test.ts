import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlerApps, prepareHandlers } from '../harness.ts';
import type { Language } from '../harness.ts';
import { startLines } from './lines.ts';
import type { LineProcess } from './lines.ts';
import { isRunnable, play } from './play.ts';
import type { Played } from './play.ts';
import { REGION } from './physical.ts';
import { oraclePython } from './venv.ts';

// Handlers run for real against moto, an imitation of AWS on loopback; every call is recorded at the SDK and held against the analysis.
const LANGUAGES: readonly Language[] = ['javascript', 'python'];
const FEWEST = 60;
const handlers = LANGUAGES.flatMap((language) =>
  handlerApps(language)
    .filter(isRunnable)
    .map((handler) => ({ language, handler })),
);
const python = await oraclePython();
const played: Played[] = [];
const started: LineProcess[] = [];

test.skipIf('python' in python)(`the oracle is skipped: ${'skipped' in python ? python.skipped : ''}`, ({ skip }) => skip());

beforeAll(async () => {
  if (!('python' in python)) return;
  await prepareHandlers();
  const lanes = await Promise.all(LANGUAGES.map((language) => playAll(language, python.python)));
  played.push(...lanes.flat());
}, 240_000);

afterAll(() => {
  for (const one of started) one.close();
  const all = played.flatMap((one) => one.calls).reduce((sum, calls) => sum + calls, 0);
  if (played.length > 0) {
    const nonzero = played.filter((one) => one.excess.length > 0);
    console.log(
      `oracle: ${played.length} functions run, ${all} calls recorded, median excess ${median(played.map((one) => one.excess.length))}`,
    );
    for (const { name, excess } of nonzero) console.log(`  allowed and not used: ${name}: ${excess.join('; ')}`);
  }
});

async function playAll(language: Language, interpreter: string): Promise<Played[]> {
  const start = (command: string, file: string, env: Record<string, string> = {}): LineProcess => {
    const one = startLines(command, [join(import.meta.dirname, file)], env);
    started.push(one);
    return one;
  };
  const stage = start(interpreter, 'stage.py');
  const { endpoint } = (await stage.next()) as { endpoint: string };
  const env = { AWS_ENDPOINT_URL: endpoint, AWS_REGION: REGION, AWS_EC2_METADATA_DISABLED: 'true' };
  const runner = language === 'python' ? start(interpreter, 'run_python.py', env) : start(process.execPath, 'run-javascript.ts', env);
  const done: Played[] = [];
  for (const { handler } of handlers.filter((one) => one.language === language))
    done.push(...(await play(handler, { language, stage, runner })));
  return done;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function without(what: 'errors' | 'notInBehavior' | 'notAllowed'): [string, readonly string[]][] {
  return played.filter((one) => one[what].length > 0).map((one) => [one.name, one[what]]);
}

const oracle = test.skipIf(!('python' in python));

oracle(`at least ${FEWEST} handlers run, and none fails`, () => {
  expect(without('errors')).toEqual([]);
  expect(played.length).toBeGreaterThanOrEqual(FEWEST);
});

oracle('every handler that runs calls AWS, unless it is there to show that it does not', () => {
  expect(played.filter((one) => one.calls === 0).map((one) => one.name)).toEqual([]);
});

oracle('every call that was recorded is in the behaviour, by service, operation and resource', () => {
  expect(without('notInBehavior')).toEqual([]);
});

oracle('every call that was recorded is allowed by the generated policy', () => {
  expect(without('notAllowed')).toEqual([]);
});

oracle('the median handler may do nothing on its own resources that it did not do', () => {
  expect(median(played.map((one) => one.excess.length))).toBe(0);
});
