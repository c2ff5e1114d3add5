import { builtinGlobals } from '../builtins/globals.ts';
import type { RawCall, RawUnknown, SourcePlace } from '../host.ts';
import type { FunctionCode, Modules } from '../program.ts';
import { bind } from './bind.ts';
import { Budget, DEFAULT_LIMITS, LimitReached } from './budget.ts';
import type { Limits } from './budget.ts';
import { call, construct } from './call.ts';
import { get } from './access.ts';
import { evaluate } from './evaluate.ts';
import { execute } from './execute.ts';
import { start } from './handler.ts';
import { makeHost } from './host.ts';
import { invoke } from './invoke.ts';
import { iterate } from './iterate.ts';
import { Store } from './journal.ts';
import { importMember, importModule } from './load.ts';
import { pythonImportAll } from './python-modules.ts';
import { noteChance } from '../../util/steady.ts';
import type { RawObservation } from '../observe/observation.ts';
import type { EnvironmentRead, Machine, Run } from './state.ts';

/** What following a function's code found. */
export interface FunctionRun {
  /** AWS calls, distinct by place, operation, input and client. */
  readonly calls: readonly RawCall[];
  /** What may hide further calls. */
  readonly gaps: readonly RawUnknown[];
  /** Requests, unverified certificates and logged data that were met. */
  readonly observations: readonly RawObservation[];
  /** Environment variables that are read, by name and place. */
  readonly reads: readonly EnvironmentRead[];
  /** Where modules were loaded by what the owner says of a computed name. */
  readonly stated: readonly SourcePlace[];
  /** The app's files whose code was run. */
  readonly files: readonly string[];
  readonly steps: number;
}

const machine: Machine = { evaluate, execute, bind, call, construct, invoke, get, iterate, importModule, importMember, pythonImportAll };

/** Follows a function's code from loading its module to the end of its handler. Never throws; what it costs is bounded. */
export function runFunction(code: FunctionCode, modules: Modules, options: { readonly limits?: Partial<Limits> } = {}): FunctionRun {
  const run = makeRun(code, modules, { ...DEFAULT_LIMITS, ...options.limits });
  try {
    start(run);
  } catch (error) {
    if (error instanceof LimitReached) run.host.gap('limit-reached', `analysis limit: ${error.limit}`, run.at);
    else if (error instanceof RangeError) {
      // How deep the stack is differs from thread to thread.
      noteChance();
      run.host.gap('limit-reached', 'analysis limit: nesting of the code', run.at);
    } else throw error;
  }
  return {
    calls: [...run.calls.values()],
    gaps: [...run.gaps.values()],
    observations: [...run.observations.values()],
    reads: [...run.distinctReads.values()],
    stated: [...run.stated.values()],
    files: [...run.files.keys()],
    steps: run.budget.steps,
  };
}

function makeRun(code: FunctionCode, modules: Modules, limits: Limits): Run {
  const host = makeHost(code.language, () => run);
  const run: Run = {
    code,
    modules,
    language: code.language,
    host,
    machine,
    budget: new Budget(limits),
    store: new Store(),
    depth: 0,
    at: { file: code.entry, start: 0, end: 0 },
    stack: [],
    frames: [],
    calls: new Map(),
    inputs: new Map(),
    gaps: new Map(),
    observations: new Map(),
    distinctReads: new Map(),
    reads: [],
    stated: new Map(),
    activity: 0,
    functions: new Map(),
    files: new Map(),
    models: new Map(),
    moduleScopes: new WeakMap(),
    globals: builtinGlobals(code.language),
    warnings: new Map(),
    warned: new Set(),
    waiting: [],
    properties: new WeakMap(),
    defaults: new WeakMap(),
    calledBack: new Set(),
    constructing: [],
  };
  return run;
}
