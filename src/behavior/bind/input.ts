import { HOLE } from '../operations/input-view.ts';
import type { InputView } from '../operations/input-view.ts';
import type { Abstract, Origin } from '../value.ts';
import { underKey } from '../values/copied.ts';
import { exactText, extend, isNothing, membersOf, text, unknownFrom } from '../values/values.ts';

/** The values at a path of an operation's input, and whether the member is given at all. */
export interface Member {
  readonly values: readonly Abstract[];
  readonly present: 'yes' | 'no' | 'maybe';
  /** False when there may be more values than listed. */
  readonly complete: boolean;
}

const MOST_VALUES = 64;

/** An operation's input as the rules of the operation map read it. Paths: `TransactItems[].Put.TableName`, `RequestItems{}` for the keys of a map. */
export function inputView(input: Abstract): InputView<Abstract> {
  return {
    outline,
    at: (path) => walk([input], stepsOf(path), { present: 'yes', complete: true, isAmong: false }),
    exact: (value) => exactText(value) ?? (value.kind === 'boolean' && value.value !== null ? String(value.value) : undefined),
  };
}

/** A text with a mark for each piece that only the run or the deployment knows. */
function outline(value: Abstract): string | undefined {
  if (value.kind !== 'text') return undefined;
  return value.parts.map((part) => (part.kind === 'literal' ? part.text : (exactText({ kind: 'text', parts: [part] }) ?? HOLE))).join('');
}

/** `A.B[].C{}` as steps `A`, `B`, `[]`, `C`, `{}`. */
function stepsOf(path: string): readonly string[] {
  return path.split('.').flatMap((part) => {
    const [, name = '', suffixes = ''] = /^([^[{]*)((?:\[\]|\{\})*)$/.exec(part) ?? [undefined, part];
    return [...(name === '' ? [] : [name]), ...(suffixes.match(/\[\]|\{\}/g) ?? [])];
  });
}

interface Sureness {
  readonly present: 'yes' | 'no' | 'maybe';
  readonly complete: boolean;
  /** Behind a list: the values are elements beside one another, not alternatives. */
  readonly isAmong: boolean;
}

function walk(values: readonly Abstract[], steps: readonly string[], sure: Sureness): Member {
  const [step, ...rest] = steps;
  const { complete: sureComplete, present: surePresent } = sure;
  if (values.length === 0) return { values, complete: sureComplete, present: surePresent === 'yes' ? 'no' : surePresent };
  if (step === undefined) return { values, complete: sureComplete, present: surePresent };
  const reached = values.flatMap(membersOf).map((value) => take(value, step, rest.length === 0));
  const next = reached.flatMap((one) => one.values);
  const given = reached.map((one) => one.present);
  const present = presence(given, sure);
  const complete = sureComplete && reached.every((one) => one.complete) && next.length <= MOST_VALUES;
  return walk(next.slice(0, MOST_VALUES), rest, { present, complete, isAmong: sure.isAmong || step === '[]' || step === '{}' });
}

/** Alternatives must agree; of elements beside one another one is enough. */
function presence(given: readonly Sureness['present'][], { present, isAmong }: Sureness): Sureness['present'] {
  if (given.every((one) => one === 'no')) return 'no';
  return given.every((one) => one === 'yes') || (isAmong && given.includes('yes')) ? present : 'maybe';
}

function take(value: Abstract, step: string, isLast: boolean): Member {
  if (step === '[]') return elements(value);
  if (step === '{}') return isLast ? keys(value) : entries(value);
  switch (value.kind) {
    case 'object': {
      const field = value.fields.get(step);
      if (field !== undefined) return given(field);
      return value.rest === null ? NONE : { values: membersOf(underKey(value.rest, step)), present: 'maybe', complete: false };
    }
    case 'unknown':
      return { values: [unknownFrom(extend(value.origin, step))], present: 'maybe', complete: false };
    case 'nothing':
      return NONE;
    default:
      return { values: [], present: 'maybe', complete: false };
  }
}

const NONE: Member = { values: [], present: 'no', complete: true };

/** A member that may be undefined may not be given; an environment variable that is not set is. */
function given(field: Abstract): Member {
  const members = membersOf(field);
  const there = members.filter((member) => isNothing(member) !== true);
  const present =
    there.length === 0
      ? 'no'
      : there.length < members.length || there.some((member) => isNothing(member) === undefined && member.kind !== 'unknown')
        ? 'maybe'
        : 'yes';
  return { values: there, present, complete: true };
}

function elements(value: Abstract): Member {
  switch (value.kind) {
    case 'list':
      return {
        values: [...value.items, ...(value.rest === null ? [] : [value.rest])].flatMap(membersOf),
        present: value.items.length > 0 ? 'yes' : value.rest === null ? 'no' : 'maybe',
        complete: true,
      };
    case 'unknown':
      return { values: [unknownFrom(extend(value.origin, '[]'))], present: 'maybe', complete: false };
    case 'nothing':
      return NONE;
    default:
      return { values: [], present: 'maybe', complete: false };
  }
}

function keys(value: Abstract): Member {
  switch (value.kind) {
    case 'object': {
      const named = [...value.fields.keys()].map((key): Abstract => text(key));
      const open = value.rest !== null && value.keys.length === 0;
      return {
        values: [...named, ...value.keys.flatMap(membersOf)],
        present: named.length + value.keys.length > 0 ? 'yes' : open ? 'maybe' : 'no',
        complete: !open,
      };
    }
    case 'unknown':
      return leftOver(value.origin) ?? { values: [unknownFrom(extend(value.origin, '[]'))], present: 'maybe', complete: false };
    case 'nothing':
      return NONE;
    default:
      return { values: [], present: 'maybe', complete: false };
  }
}

/** What DynamoDB did not get to in a batch is of the tables that the batch was of. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
function leftOver(origin: Origin): Member | undefined {
  if (origin.from !== 'answer' || origin.service !== 'dynamodb' || origin.input === null) return undefined;
  if (origin.path.length !== 1 || !/^Unprocessed(?:Items|Keys)$/.test(origin.path[0]!)) return undefined;
  return { ...walk([origin.input], ['RequestItems', '{}'], { present: 'yes', complete: true, isAmong: false }), present: 'maybe' };
}

function entries(value: Abstract): Member {
  if (value.kind !== 'object') return elements(value);
  const values = [...value.fields.values(), ...(value.rest === null ? [] : [value.rest])].flatMap(membersOf);
  return { values, present: values.length > 0 ? 'yes' : 'no', complete: true };
}
