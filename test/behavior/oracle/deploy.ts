import { createApp } from '../../../src/model/app.ts';
import type { App } from '../../../src/model/app.ts';
import { DEFAULT_CONFIG } from '../../../src/model/config.ts';
import type { RoleStatement } from '../../../src/model/role-policy.ts';
import { loadApps } from '../../../src/readers/load.ts';
import type { HandlerApp, Language } from '../harness.ts';
import { enforced, statementsOf } from './enforce.ts';
import type { Gate } from './gate.ts';
import { startGate } from './gate.ts';
import { startRunner, startStage } from './lane.ts';
import type { Stage } from './lane.ts';
import type { LineProcess } from './lines.ts';
import type { Physical } from './physical.ts';
import { languageOf, makeResources, runFunction } from './run.ts';
import type { Beginning, Done } from './run.ts';

/** A stage with runners of both languages, whose calls a gate decides. */
export interface Theatre {
  readonly stage: Stage;
  readonly runners: Readonly<Record<Language, LineProcess>>;
  readonly gate: Gate;
  close(): void;
}

/** Starts all that an app needs to run. `interpreter`: a Python that has moto and boto3. */
export async function startTheatre(interpreter: string): Promise<Theatre> {
  const [stage, gate] = await Promise.all([startStage(interpreter), startGate()]);
  const runners = { javascript: startRunner('javascript', stage, interpreter), python: startRunner('python', stage, interpreter) };
  const close = (): void => [stage, runners.javascript, runners.python, gate].forEach((one) => one.close());
  return { stage, runners, gate, close };
}

/** A run of a function that is not just what the template says. */
export interface Instead {
  /** Function whose role it has. */
  readonly roleOf?: string;
  /** What the role says. */
  readonly statements?: readonly RoleStatement[];
  /** App whose code is run in the place of its own. */
  readonly codeOf?: HandlerApp;
}

/** What resources hold, by physical name or ARN. */
export interface Held {
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
  readonly objects: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, readonly string[]>>;
  readonly notifications: Readonly<Record<string, readonly string[]>>;
}

/** An app whose resources stand on the stage, until another one's do. */
export interface Deployed {
  readonly app: App;
  readonly physical: Physical;
  /** Runs a function with events, one after another in one environment; each call needs what the policies of the template allow. */
  run(id: string, events: readonly unknown[], instead?: Instead): Promise<Done>;
  look(): Promise<Held>;
}

/** Deploys the one app of a folder, in its first deployment. Throws when it cannot be read or made. */
export async function deploy(place: HandlerApp, { given = {}, setup }: Beginning, theatre: Theatre): Promise<Deployed> {
  const { apps, problems } = loadApps(['.'], { cwd: place.folder, parameters: given, region: null, config: DEFAULT_CONFIG });
  const stack = apps[0]?.variants[0]?.stack;
  if (stack === undefined || problems.length > 0) throw new Error(`${place.name} cannot be read: ${problems[0]?.message}`);
  const app = createApp(stack, DEFAULT_CONFIG, '2026-11-22');
  const physical = await makeResources(app, { given, setup }, theatre.stage);
  return {
    app,
    physical,
    run(id, events, { roleOf = id, statements = statementsOf({ app, id: roleOf }), codeOf = place } = {}) {
      theatre.gate.decide(enforced({ app, physical, id: roleOf }, statements));
      const turn = { app, id, physical, given, events, gate: theatre.gate.url };
      const language = languageOf(codeOf, turn);
      return runFunction(codeOf, turn, { language, runner: theatre.runners[language] });
    },
    look: async () => (await theatre.stage.ask({ look: true })) as Held,
  };
}
