import type { SourcePlace } from '../host.ts';
import type { Arguments, Run } from '../interpret/state.ts';
import type { Abstract } from '../value.ts';
import { exactText } from '../values/query.ts';
import { handsOnEnvironment, isEnvironment, readsSettings } from './environment-use.ts';
import { driverAddress } from './driver-address.ts';
import { libraryName } from './library-name.ts';
import { dataIn } from './logged-data.ts';
import { logsEvent, logsThrough, setsLevel } from './loggers.ts';
import type { RawObservation } from './observation.ts';
import { requestAddress } from './request-address.ts';
import { verificationOff, verificationSetOff } from './tls-verification.ts';

/** Notes what a call of a library shows: a request, a certificate that is not verified, data that goes to the log. */
export function observeCall(run: Run, callee: Abstract, call: Arguments, at: SourcePlace): void {
  const name = libraryName(callee);
  if (name === null) return;
  if (setsLevel(name)) note(run, { kind: 'log-level', level: exactText(call.args[0] ?? call.named.get('level')) ?? null, at });
  if (logsThrough(name)) {
    for (const what of dataIn([...call.args, ...call.named.values()])) note(run, { kind: 'log', what, through: name, at });
  } else if (logsEvent(name, call)) note(run, { kind: 'log', what: { from: 'event', path: [] }, through: name, at });
  const url = requestAddress(name, call, run.language) ?? driverAddress(name, call);
  if (url !== null) note(run, { kind: 'request', url, through: name, at });
  if (handsOnEnvironment(name, call)) note(run, { kind: 'environment', at });
  const how = verificationOff(name, call);
  if (how !== null) note(run, { kind: 'tls-verification-off', how, at });
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
