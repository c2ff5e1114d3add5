import { decisiveWriteOnly } from '../../data/write-only-properties.ts';
import { createApp } from '../../model/app.ts';
import type { CodeSource } from '../../model/app.ts';
import type { Check } from '../../model/check.ts';
import type { Config } from '../../model/config.ts';
import type { Live, LiveFailure, LiveResource, LiveStack, PropertyDifference, ResourceDrift } from '../../model/live.ts';
import type { Finding } from '../../model/report.ts';
import type { Resource, Stack } from '../../model/template.ts';
import { keyPlace } from '../../model/value.ts';
import type { AppDrift } from '../../readers/drift-files.ts';
import type { Span } from '../../util/span.ts';
import { findingsOf } from '../findings.ts';
import { runChecks } from '../run-checks.ts';
import type { Judged } from '../run-checks.ts';
import { deployedStacks, disagreement, recordsOf } from './deployed-stacks.ts';
import type { DeployedStack } from './deployed-stacks.ts';
import { isDrifted } from './differences-read.ts';
import { knownNames } from './known-names.ts';
import type { KnownNames } from './known-names.ts';
import { liveStack, watchedStack } from './live-stack.ts';
import { newFailures } from './new-failures.ts';

/** How the app as it is live is judged: as the app as written. */
export interface LiveJudging {
  readonly checks: readonly Check[];
  readonly config: Config;
  readonly today: string;
  readonly code: CodeSource;
  readonly root: string;
}

/** Most resources that are each judged alone, to tell which one a failure comes from. */
const MOST_ALONE = 12;

/** What compares the app's stacks, one for each deployment and branch, with the drift results: each result is of the one that agrees with it best. */
export function comparison(stacks: readonly Stack[], drift: AppDrift, judging: LiveJudging): (stack: Stack) => Live {
  const deployed = deployedStacks(drift.records, stacks);
  const fitting = deployed.map((one) => {
    const counts = stacks.map((stack) => (stacks.length === 1 ? 0 : disagreement(one, stack)));
    const least = Math.min(...counts);
    return { one, stacks: new Set(stacks.filter((_, i) => counts[i] === least)) };
  });
  return (stack) => {
    const own = fitting.filter((each) => each.stacks.has(stack)).map(({ one }) => one);
    if (own.length === 0) return { kind: 'elsewhere' };
    const written = asWritten(stack, judging);
    return { kind: 'compared', stacks: own.map((one) => compared(one, drift, { stack, written, judging })) };
  };
}

/** The app as its template has it: what fails, and whose properties were looked at. */
interface Written {
  readonly judged: readonly Judged[];
  readonly read: ReadonlySet<string>;
}

function asWritten(stack: Stack, judging: LiveJudging): Written {
  const read = new Set<string>();
  return { judged: judged(watchedStack(stack, read), judging), read };
}

function judged(stack: Stack, { checks, config, today, code }: LiveJudging): Judged[] {
  return runChecks(checksOfWhatRuns(checks, config), [{ label: null, app: createApp(stack, config, today, code) }]);
}

/** Nothing is mended in what runs, and how a template is written says nothing of it. */
function checksOfWhatRuns(checks: readonly Check[], config: Config): Check[] {
  return checks.filter(({ id, ofText }) => ofText !== true && !Object.hasOwn(config.disable, id)).map(({ fix: _fix, ...check }) => check);
}

interface Comparing {
  readonly stack: Stack;
  readonly written: Written;
  readonly judging: LiveJudging;
}

function compared(deployed: DeployedStack, drift: AppDrift, comparing: Comparing): LiveStack {
  const { stack, written } = comparing;
  const { byId, foreign } = recordsOf(deployed, stack);
  const drifted = new Map([...byId].filter(([, record]) => isDrifted(record)));
  const causes = causesOf(drifted, knownNames(stack, byId), comparing);
  return {
    name: deployed.name,
    resources: [...stack.resources.values()].map((resource): LiveResource => ({
      resource,
      drift: byId.get(resource.id) ?? null,
      isRead: written.read.has(resource.id),
      writeOnly: written.read.has(resource.id) ? writeOnlyOf(resource) : [],
      failures: (causes.alone.get(resource.id) ?? []).map(failureOf),
    })),
    together: causes.together.map(failureOf),
    foreign: foreign.filter(isDrifted),
    at: drift.at,
  };
}

function failureOf({ check, severity, message, at }: Finding): LiveFailure {
  return { check, severity, message, at };
}

function writeOnlyOf({ type, properties, at }: Resource): LiveResource['writeOnly'] {
  return decisiveWriteOnly(type).flatMap((name) => {
    if (properties.kind !== 'map' || !properties.entries.has(name)) return [];
    return [{ name, at: keyPlace(properties, name) ?? at }];
  });
}

interface Causes {
  /** By resource: failures that its differences cause alone. */
  readonly alone: ReadonlyMap<string, readonly Finding[]>;
  readonly together: readonly Finding[];
}

/** Judges the app with all differences in place, and looks for the resource that each new failure comes from. */
function causesOf(drifted: ReadonlyMap<string, ResourceDrift>, names: KnownNames, comparing: Comparing): Causes {
  const alone = new Map<string, Finding[]>();
  if (drifted.size === 0) return { alone, together: [] };
  const blame = (id: string, finding: Finding): void => void alone.set(id, [...(alone.get(id) ?? []), finding]);
  const failing = failuresWith(drifted, names, comparing);
  const left = failing.filter((finding) => {
    const id = drifted.size === 1 ? [...drifted.keys()][0] : standingIn(drifted, finding);
    if (id !== undefined) blame(id, finding);
    return id === undefined;
  });
  let open = left;
  for (const [id, record] of [...drifted].slice(0, MOST_ALONE)) {
    if (open.length === 0) break;
    const own = failuresWith(new Map([[id, record]]), names, comparing);
    open = open.filter((finding) => {
      const isCause = own.some((one) => isSameFailure(one, finding));
      if (isCause) blame(id, finding);
      return !isCause;
    });
  }
  return { alone, together: open };
}

function failuresWith(drifted: ReadonlyMap<string, ResourceDrift>, names: KnownNames, { stack, written, judging }: Comparing): Finding[] {
  const live = judged(liveStack(stack, drifted, names), judging);
  const added = [...drifted.values()].flatMap(addedItems);
  const isAdded = (at: Span): boolean => added.some((place) => place.source === at.source && place.start === at.start);
  return newFailures(findingsOf(live, judging.config, judging.root).findings, { judged: written.judged, config: judging.config }, isAdded);
}

/** Places of items that lists have gained, and not got for others that they have lost. */
function addedItems({ differences }: ResourceDrift): Span[] {
  const listOf = ({ path }: PropertyDifference): string => JSON.stringify(path.slice(0, -1));
  const changed = new Set(differences.filter(({ kind }) => kind === 'REMOVE').map(listOf));
  const isItem = ({ kind, path }: PropertyDifference): boolean => kind === 'ADD' && /^\d+$/.test(path.at(-1) ?? '');
  return differences.filter((one) => isItem(one) && !changed.has(listOf(one))).map(({ at }) => at);
}

/** The resource in whose live values a finding stands. */
function standingIn(drifted: ReadonlyMap<string, ResourceDrift>, { at }: Finding): string | undefined {
  for (const [id, { differences }] of drifted) {
    if (differences.some((difference) => difference.at.source === at.source && difference.at.start === at.start)) return id;
  }
  return undefined;
}

function isSameFailure(a: Finding, b: Finding): boolean {
  return a.check === b.check && a.code === b.code && a.subject === b.subject;
}
