import type { App } from '../model/app.ts';
import { notAnalysed } from '../model/behavior.ts';
import type { Behavior, BehaviorCall, BehaviorUnknown, Observation } from '../model/behavior.ts';
import type { LambdaFunction } from '../model/function.ts';
import { exactText, show as showSetting, unknown } from '../model/value.ts';
import type { Value } from '../model/value.ts';
import { SourceFile } from '../util/span.ts';
import { bindCall } from './bind/call.ts';
import { spelledOut } from './bind/spelled.ts';
import type { Sources } from './bind/call.ts';
import { callDraft } from './hints/draft.ts';
import { HintLedger } from './hints/ledger.ts';
import { answerGaps, noteModules, statedModules } from './hints/stated-calls.ts';
import { runFunction } from './interpret/run.ts';
import type { FunctionRun } from './interpret/run.ts';
import { layerExtensions } from './layer-extensions.ts';
import { layerGaps } from './layer-gaps.ts';
import type { CallGap } from './layer-gaps.ts';
import { addressText } from './observe/address.ts';
import { isPlaceholder } from './placeholder.ts';
import { platformGrants } from './platform/platform.ts';
import type { FunctionCode, Modules, SourceTree } from './program.ts';
import { asDecided } from './switches.ts';

/** Where a function's code starts, without its environment; or why it cannot be followed. */
export type CodePlace = Omit<FunctionCode, 'environment'> | { readonly missing: string; readonly because: string };

/** What an app's source code is read with. Shared by its functions. */
export interface Sourcing {
  readonly tree: SourceTree;
  readonly modules: Modules;
}

const PLACEHOLDER = 'the code in the template is a placeholder, until other code takes its place';

// Gaps that hide no call: a misspelt operation raises instead.
const HARMLESS: ReadonlySet<string> = new Set(['unknown-operation']);

/** What a function can do at AWS. Never throws for what the code holds. Cost: bounded by the budgets of the interpreter. */
export function behaviorOf(app: App, fn: LambdaFunction, place: CodePlace, sourcing: Sourcing): Behavior {
  const platform = platformGrants(app, fn);
  const ledger = new HintLedger(app, fn);
  if ('missing' in place)
    return withHints(notAnalysed(place.missing, place.because, fn.handler?.at ?? fn.at, platform), { app, fn, ledger });
  if (place.inline !== null && isPlaceholder(place.inline.text, exactText(fn.handler) ?? 'index.handler'))
    return withHints(notAnalysed('placeholder', PLACEHOLDER, fn.handler?.at ?? fn.at, platform), { app, fn, ledger });
  const sources = sourcesOf(sourcing.tree, place);
  const run = runOnce(codeOf(app, fn, { place, ledger, sources }), fn, { modules: sourcing.modules, ledger });
  const bound = run.calls.map((raw) => bindCall(raw, { app, fn, language: place.language, hints: ledger }, sources));
  const gaps = [...run.gaps, ...layerExtensions(place, sourcing.tree)].map((gap): CallGap => ({
    what: 'call',
    code: gap.code,
    because: place.inline?.told(gap.because) ?? gap.because,
    at: sources(gap.at),
  }));
  const blind = [...gaps, ...layerGaps(app, fn, place.unreadLayers ?? [])].map((gap) => ({ ...gap, hint: null }));
  noteModules(ledger, run.stated.map(sources));
  const behavior: Behavior = {
    analysed: true,
    complete: false,
    calls: distinct(bound.map((one) => one.call)),
    platform,
    hints: [],
    unknowns: [...blind, ...bound.flatMap((one) => one.unknowns)],
    reads: run.reads.map((read) => ({ name: read.name, hasDefault: read.hasDefault, at: sources(read.at) })),
    observations: observationsOf(run, sources),
    files: run.files,
  };
  return withHints(behavior, { app, fn, ledger });
}

/** A behaviour with what the owner's hints answer of its gaps, and for the others the hint that would. */
function withHints(behavior: Behavior, { app, fn, ledger }: { app: App; fn: LambdaFunction; ledger: HintLedger }): Behavior {
  const isGap = ({ what, code }: BehaviorUnknown): boolean => what === 'call' && !HARMLESS.has(code);
  const { open, calls } = answerGaps(app, behavior.unknowns.filter(isGap), { ledger, shown: behavior.calls });
  return {
    ...behavior,
    complete: open.length === 0,
    calls: [...behavior.calls, ...calls],
    unknowns: [...open.map((gap) => ({ ...gap, hint: callDraft(fn, gap) })), ...behavior.unknowns.filter((one) => !isGap(one))],
    hints: ledger.uses(),
  };
}

/** The function's code as it is run: with the environment that the template gives it, and the modules that its owner states. */
function codeOf(
  app: App,
  fn: LambdaFunction,
  { place, ledger, sources }: { place: Omit<FunctionCode, 'environment'>; ledger: HintLedger; sources: Sources },
): FunctionCode {
  const code: FunctionCode = { ...place, environment: environmentOf(app, fn) };
  const isStated = ledger.hints.some(({ says }) => says.kind === 'modules');
  return isStated ? { ...code, statedModules: (at) => statedModules(ledger, sources(at)) } : code;
}

/** A run, and each environment variable that it asked for with what it was told. */
interface KnownRun {
  readonly run: FunctionRun;
  readonly told: ReadonlyMap<string, string>;
}

const runs = new WeakMap<Modules, Map<string, KnownRun[]>>();

/** Deployments and branches in which a function is told the same of its environment share one run. */
function runOnce(code: FunctionCode, fn: LambdaFunction, { modules, ledger }: { modules: Modules; ledger: HintLedger }): FunctionRun {
  const known = runs.get(modules) ?? new Map<string, KnownRun[]>();
  runs.set(modules, known);
  const stated = code.statedModules === undefined ? [] : ledger.hints.map(({ about, says }) => JSON.stringify([about, says]));
  const key = [fn.id, code.root, code.entry, ...code.exportPath, ...code.layers, code.inline?.text, ...stated].join('\n');
  const before = known.get(key) ?? [];
  const answer = (name: string): string => showSetting(code.environment(name) ?? undefined);
  const found = before.find(({ told }) => [...told].every(([name, text]) => answer(name) === text));
  if (found !== undefined) return found.run;
  const told = new Map<string, string>();
  const environment: FunctionCode['environment'] = (name) => {
    if (!told.has(name)) told.set(name, answer(name));
    return code.environment(name);
  };
  const run = runFunction({ ...code, environment }, modules);
  known.set(key, [...before, { run, told }]);
  return run;
}

/** What was met beside AWS calls; a client that speaks with an address of its own makes requests to it. */
function observationsOf(run: FunctionRun, sources: Sources): Observation[] {
  const endpoints = run.calls.flatMap((call): Observation[] => {
    const url = addressText(call.client.endpoint ?? undefined);
    if (url === null || !/^http:/i.test(url)) return [];
    return [{ kind: 'request', url, through: `the client for ${call.service}`, at: sources(call.at) }];
  });
  return [...run.observations.map((one): Observation => ({ ...one, at: sources(one.at) })), ...endpoints];
}

/** One place may be reached several times with inputs that differ in nothing that matters: the first way stands for all. */
function distinct(calls: readonly BehaviorCall[]): BehaviorCall[] {
  const keys = calls.map(({ service, operation, principal, grants, at }) => {
    const needs = grants.map((grant) => `${grant.action} ${grant.targets.map((target) => `${target.arn} ${target.unknown}`).join()}`);
    return [at.source.path, at.start, service, operation, principal, ...needs].join('|');
  });
  const met = new Set<string>();
  return calls.filter((_, i) => met.size < met.add(keys[i]!).size);
}

/** What the template sets; null what it does not, and a reason where that cannot be told. */
function environmentOf(app: App, fn: LambdaFunction): (name: string) => Value | null {
  const set = new Map(fn.environment.map((variable) => [variable.name, asDecided(app, spelledOut(app, variable.value))]));
  return (name) =>
    set.get(name) ?? (fn.environmentUnknown === null ? null : unknown(fn.environmentUnknown.reason, fn.environmentUnknown.at));
}

function sourcesOf(tree: SourceTree, place: Omit<FunctionCode, 'environment'>): Sources {
  const known = new Map<string, SourceFile>();
  const sourceOf = (file: string): SourceFile => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const read = tree.read(file);
    const source = new SourceFile(file, read !== undefined && 'text' in read ? read.text : '');
    known.set(file, source);
    return source;
  };
  const { inline, entry } = place;
  return ({ file, start, end }) =>
    inline !== null && file === entry ? inline.placeOf(start, end) : { source: sourceOf(file), start, end };
}
