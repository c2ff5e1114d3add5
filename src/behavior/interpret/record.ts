import type { RawCall, RawUnknown, SourcePlace } from '../host.ts';
import type { UnknownCode } from '../ir/ir.ts';
import type { Abstract, ClientConfig, UnknownValue } from '../value.ts';
import { unknownFrom } from '../values/make.ts';
import { fingerprint } from './fingerprint.ts';
import type { Run } from './state.ts';

/** What a model tells of a call. */
export interface Recorded {
  readonly service: string;
  readonly operation: string;
  readonly input: Abstract;
  readonly client: ClientConfig;
  readonly at: SourcePlace;
  readonly how?: string;
}

/** Different inputs that are kept of the calls of one operation at one place. */
const MOST_INPUTS = 32;

/** Notes an AWS call, with its input as it stands now; gives its answer. */
export function record(run: Run, call: Recorded): Abstract {
  run.activity += 1;
  const { service, operation, at, client } = call;
  const site = `${service}:${operation}:${at.file}:${at.start}:${call.how ?? ''}`;
  const known = run.inputs.get(site) ?? 0;
  const isTooMuch = known >= MOST_INPUTS;
  const input = isTooMuch ? unknownFrom({ from: 'limit', limit: `${MOST_INPUTS} inputs of one call` }) : snapshot(call.input);
  const key = [
    site,
    fingerprint(input),
    ...[client.region, client.endpoint, client.credentials].map((value) => (value === null ? '' : fingerprint(value))),
  ].join('\n');
  const before = run.calls.get(key);
  const must = run.depth === 0;
  if (before === undefined) {
    run.inputs.set(site, known + 1);
    const made: RawCall = { service, operation, input, client, at, stack: [...run.stack], must, how: call.how ?? null };
    run.calls.set(key, made);
  } else if (must && !before.must) run.calls.set(key, { ...before, must });
  return unknownFrom({ from: 'answer', service, operation, input, path: [] });
}

/** Notes that calls may be hidden, once for each place and reason. */
export function noteGap(run: Run, code: UnknownCode, because: string, at: SourcePlace): UnknownValue {
  run.activity += 1;
  const gap: RawUnknown = { code, because, at };
  const key = `${code}:${at.file}:${at.start}:${because}`;
  if (!run.gaps.has(key)) run.gaps.set(key, gap);
  return unknownFrom(code === 'limit-reached' ? { from: 'limit', limit: because } : { from: 'code', because });
}

const DEEPEST = 12;
const MOST_VALUES = 1_000;

/** A copy of a value that later changes do not reach. */
function snapshot(value: Abstract): Abstract {
  let left = MOST_VALUES;
  const copies = new Map<Abstract, Abstract>();
  const copy = (each: Abstract, level: number): Abstract => {
    if (each.kind !== 'object' && each.kind !== 'list' && each.kind !== 'union') return each;
    const known = copies.get(each);
    if (known !== undefined) return known;
    left -= 1;
    if (left < 0 || level > DEEPEST) return unknownFrom({ from: 'limit', limit: 'size of an input' });
    if (each.kind === 'union') return { kind: 'union', members: each.members.map((member) => copy(member, level + 1)) };
    if (each.kind === 'list') {
      const list: Abstract = { kind: 'list', items: [], rest: null, depth: each.depth };
      copies.set(each, list);
      for (const item of each.items) list.items.push(copy(item, level + 1));
      if (each.rest !== null) list.rest = copy(each.rest, level + 1);
      return list;
    }
    const object: Abstract = { kind: 'object', fields: new Map(), rest: null, keys: [...each.keys], cls: each.cls, depth: each.depth };
    copies.set(each, object);
    for (const [name, field] of each.fields) object.fields.set(name, copy(field, level + 1));
    if (each.rest !== null) object.rest = copy(each.rest, level + 1);
    return object;
  };
  return copy(value, 0);
}
