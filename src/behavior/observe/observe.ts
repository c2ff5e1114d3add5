import type { SourcePlace } from '../host.ts';
import type { Arguments, Run } from '../interpret/state.ts';
import type { Abstract } from '../value.ts';
import { exactText } from '../values/query.ts';
import { handsOnEnvironment, isEnvironment, readsSettings } from './environment-use.ts';
import { driverAddress, isDriver } from './driver-address.ts';
import { libraryName } from './library-name.ts';
import { dataIn } from './logged-data.ts';
import { logsEvent, logsThrough, setsLevel } from './loggers.ts';
import type { RawObservation } from './observation.ts';
import { mayRunText, runsText } from './runs-data.ts';
import { mayRequest, requestAddress } from './request-address.ts';
import { verificationOff, verificationSetOff } from './tls-verification.ts';

/** Notes what a call of a library shows: a request, a certificate that is not verified, data that goes to the log. */
export function observeCall(run: Run, callee: Abstract, call: Arguments, at: SourcePlace): void {
  const name = libraryName(callee);
  if (name === null) return;
  const kind = kindOf(name);
  if (kind.setsLevel) note(run, { kind: 'log-level', level: exactText(call.args[0] ?? call.named.get('level')) ?? null, at });
  if (kind.logs) {
    for (const what of dataIn([...call.args, ...call.named.values()])) note(run, { kind: 'log', what, through: name, at });
  } else if (kind.decorates && logsEvent(name, call)) note(run, { kind: 'log', what: { from: 'event', path: [] }, through: name, at });
  const url = (kind.requests ? requestAddress(name, call, run.language) : null) ?? (kind.connects ? driverAddress(name, call) : null);
  if (url !== null) note(run, { kind: 'request', url, through: name, at });
  if (kind.runs && runsText(name, call)) {
    for (const what of dataIn(call.args.slice(0, 1))) note(run, { kind: 'runs-data', what, through: name, at });
  }
  if (handsOnEnvironment(name, call)) note(run, { kind: 'environment', at });
  const how = verificationOff(name, call);
  if (how !== null) note(run, { kind: 'tls-verification-off', how, at });
}

/** What a function may be, by its name alone. */
interface Kind {
  readonly setsLevel: boolean;
  readonly logs: boolean;
  readonly decorates: boolean;
  readonly requests: boolean;
  readonly connects: boolean;
  readonly runs: boolean;
}

// The same few hundred names come again and again; some are made of the code's own words, so that they must be bounded.
const kinds = new Map<string, Kind>();
const MOST_NAMES = 5_000;

function kindOf(name: string): Kind {
  let kind = kinds.get(name);
  if (kind === undefined) {
    if (kinds.size >= MOST_NAMES) kinds.clear();
    kind = {
      setsLevel: setsLevel(name),
      logs: logsThrough(name),
      decorates: /inject_?lambda_?context$|^@middy\//i.test(name),
      requests: mayRequest(name),
      connects: isDriver(name),
      runs: mayRunText(name),
    };
    kinds.set(name, kind);
  }
  return kind;
}

/** Notes a property that is set on a library's object or on the environment. */
export function observeSet(run: Run, object: Abstract, key: string, value: Abstract): void {
  const how = verificationSetOff(object, key, value);
  if (how !== null) note(run, { kind: 'tls-verification-off', how, at: run.at });
}

/** Notes that variables are read whose names are not known. */
export function observeEnvironment(run: Run, value: Abstract, at: SourcePlace): void {
  if (isEnvironment(value)) note(run, { kind: 'environment', at });
}

/** Notes that a library is loaded that reads the environment by names of its own. */
export function observeImport(run: Run, name: string, at: SourcePlace): void {
  if (readsSettings(name)) note(run, { kind: 'environment', at });
}

/** Observations that are kept of one run. */
const MOST = 1_000;

function note(run: Run, observation: RawObservation): void {
  const { at, ...rest } = observation;
  const key = `${at.file}:${at.start}:${JSON.stringify(rest)}`;
  if (run.observations.size < MOST && !run.observations.has(key)) run.observations.set(key, observation);
}
