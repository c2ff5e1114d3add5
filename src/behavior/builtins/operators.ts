import { pathUnder } from './python/files.ts';
import { formatPercent } from './python/format.ts';
import type { Abstract, TextPart } from '../value.ts';
import { boolean, derived, literal, NEVER, NOTHING, number, SOME_BOOLEAN, SOME_NUMBER, text, textOf, unknownCode } from '../values/make.ts';
import { exactNumber, exactText, isNever, isNothing, membersOf, truthiness } from '../values/query.ts';
import { unionOf } from '../values/join.ts';
import type { Host } from '../host.ts';

/** The parts that a value contributes to a text; undefined when it is none that can be written out. */
function partsOf(value: Abstract): readonly TextPart[] | undefined {
  switch (value.kind) {
    case 'text':
      return value.parts;
    case 'number':
      return value.value === null
        ? [{ kind: 'origin', origin: { from: 'code', because: 'a number' } }]
        : [{ kind: 'literal', text: String(value.value) }];
    case 'boolean':
      return value.value === null
        ? [{ kind: 'origin', origin: { from: 'code', because: 'a boolean' } }]
        : [{ kind: 'literal', text: String(value.value) }];
    case 'nothing':
      return [{ kind: 'literal', text: 'undefined' }];
    case 'unknown':
      return [{ kind: 'origin', origin: value.origin }];
    default:
      return undefined;
  }
}

/** The most texts that a concatenation with unions gives before it is written with a gap. */
const MOST_TEXTS = 16;

/** A text put together from values; unions multiply out while they are few. */
export function concat(values: readonly Abstract[]): Abstract {
  let heads: TextPart[][] = [[]];
  for (const value of values) {
    const members = membersOf(value).filter((member) => member.kind !== 'nothing' || membersOf(value).length === 1);
    if (members.length === 0 && isNever(value)) return NEVER;
    const tails = members.map(
      (member) => partsOf(member) ?? [{ kind: 'origin' as const, origin: { from: 'code' as const, because: member.kind } }],
    );
    if (heads.length * tails.length <= MOST_TEXTS) heads = heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
    else heads = heads.map((head) => [...head, { kind: 'origin', origin: { from: 'limit', limit: 'members of a union' } }]);
  }
  return unionOf(heads.map(textOf));
}

/** Elements have no place of their own in an addition. */
const NOWHERE = { file: '', start: 0, end: 0 };

/** `left op right` for operators without short cut. */
export function binary(host: Host, op: string, left: Abstract, right: Abstract): Abstract {
  if (isNever(left) || isNever(right)) return NEVER;
  switch (op) {
    case '+':
      return plus(host, left, right);
    case '===':
    case '==':
      return boolean(equals(left, right));
    case '!==':
    case '!=': {
      const answer = equals(left, right);
      return boolean(answer === undefined ? undefined : !answer);
    }
    case 'in':
      return contains(host, left, right);
    case 'instanceof':
      return SOME_BOOLEAN;
    case '/':
      return host.language === 'python' && left.kind === 'text' ? pathUnder(left, right) : arithmetic(op, left, right);
    case '%':
      return host.language === 'python' && left.kind === 'text' ? formatPercent(left, right) : arithmetic(op, left, right);
    case '|':
      return left.kind === 'object' && right.kind === 'object' ? merged(host, left, right) : arithmetic(op, left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return boolean(ordered(op, left, right));
    default:
      return op === '*' && left.kind === 'list' ? left : arithmetic(op, left, right);
  }
}

function merged(host: Host, left: Extract<Abstract, { kind: 'object' }>, right: Extract<Abstract, { kind: 'object' }>): Abstract {
  const both = host.object([...left.fields, ...right.fields]);
  both.rest = left.rest ?? right.rest;
  return both;
}

function plus(host: Host, left: Abstract, right: Abstract): Abstract {
  if (left.kind === 'number' && right.kind === 'number') return arithmetic('+', left, right);
  if (left.kind === 'list' && right.kind === 'list') {
    if (left.rest === null) return host.list([...left.items, ...right.items], right.rest);
    return host.list(left.items, unionOf([left.rest, ...right.items, ...(right.rest === null ? [] : [right.rest])]));
  }
  if (left.kind === 'list' || right.kind === 'list') {
    const list = left.kind === 'list' ? left : right;
    if (list.kind === 'list') return host.list(list.items, list.rest ?? host.element(list === left ? right : left, NOWHERE));
  }
  const texts = [...membersOf(left), ...membersOf(right)];
  if (texts.some((member) => member.kind === 'text')) return concat([left, right]);
  return left.kind === 'unknown' ? derived(left, '+') : derived(right, '+');
}

function arithmetic(op: string, left: Abstract, right: Abstract): Abstract {
  const [one, other] = [exactNumber(left), exactNumber(right)];
  if (one === undefined || other === undefined) {
    return left.kind === 'number' && right.kind === 'number' ? SOME_NUMBER : unknownCode('arithmetic');
  }
  const result = compute(op, one, other);
  return result === undefined ? SOME_NUMBER : number(result);
}

function compute(op: string, one: number, other: number): number | undefined {
  switch (op) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return one / other;
    case '%':
      return one % other;
    case '**':
      return one ** other;
    case '//':
      return Math.floor(one / other);
    default:
      return undefined;
  }
}

function ordered(op: string, left: Abstract, right: Abstract): boolean | undefined {
  const [one, other] = [exactNumber(left), exactNumber(right)];
  if (one === undefined || other === undefined) return undefined;
  if (op === '<') return one < other;
  if (op === '<=') return one <= other;
  return op === '>' ? one > other : one >= other;
}

/** Whether two values are equal; undefined when it cannot be told. */
export function equals(left: Abstract, right: Abstract): boolean | undefined {
  if (left.kind === 'union' || right.kind === 'union') {
    const answers = membersOf(left).flatMap((one) => membersOf(right).map((other) => equals(one, other)));
    const [first] = answers;
    // Equal members on both sides of unions are equal only if there is no choice at all.
    if (answers.every((answer) => answer === false)) return false;
    return first === true && answers.length === 1 ? true : undefined;
  }
  const [absentLeft, absentRight] = [isNothing(left), isNothing(right)];
  if (absentLeft === undefined || absentRight === undefined) return undefined;
  if (absentLeft || absentRight) return absentLeft && absentRight;
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind === 'text' && right.kind === 'text') {
    const [one, other] = [exactText(left), exactText(right)];
    return one === undefined || other === undefined ? undefined : one === other;
  }
  if (left.kind !== right.kind) return false;
  if (left.kind === 'number' && right.kind === 'number')
    return left.value === null || right.value === null ? undefined : left.value === right.value;
  if (left.kind === 'boolean' && right.kind === 'boolean')
    return left.value === null || right.value === null ? undefined : left.value === right.value;
  return left === right ? true : undefined;
}

/** `key in container`: a key of a dict or object, an element of a list, a part of a text. */
function contains(host: Host, key: Abstract, container: Abstract): Abstract {
  const exact = exactText(key);
  if (container.kind === 'text' && exact !== undefined) {
    const whole = exactText(container);
    return whole === undefined ? SOME_BOOLEAN : boolean(whole.includes(exact));
  }
  if (container.kind === 'list') {
    const answers = container.items.map((item) => equals(item, key));
    if (answers.includes(true)) return boolean(true);
    return boolean(container.rest !== null || answers.includes(undefined) ? undefined : false);
  }
  if (container.kind === 'object' && container.cls === null && exact !== undefined) {
    const field = container.fields.get(exact);
    if (field !== undefined) return boolean(membersOf(field).some((member) => member.kind === 'nothing') ? undefined : true);
    return boolean(container.rest === null ? false : undefined);
  }
  if (container.kind === 'model' && container.label === 'environment' && exact !== undefined) {
    const absent = isNothing(host.environment(exact, true));
    return boolean(absent === undefined ? undefined : !absent);
  }
  return SOME_BOOLEAN;
}

/** `op value`. */
export function unary(host: Host, op: string, value: Abstract): Abstract {
  if (isNever(value)) return NEVER;
  switch (op) {
    case '!': {
      const answer = truthiness(value, host.language);
      return boolean(answer === undefined ? undefined : !answer);
    }
    case 'typeof':
      return typeOf(value);
    case 'void':
      return NOTHING;
    case 'delete':
      return literal(true);
    default: {
      const exact = exactNumber(value) ?? Number(exactText(value) ?? Number.NaN);
      if (Number.isNaN(exact)) return SOME_NUMBER;
      return op === '-' ? number(-exact) : op === '+' ? number(exact) : SOME_NUMBER;
    }
  }
}

function typeOf(value: Abstract): Abstract {
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return text(value.kind);
    case 'text':
      return isNothing(value) === false ? text('string') : unknownCode('typeof');
    case 'nothing':
      return text('undefined');
    case 'object':
    case 'list':
      return text('object');
    case 'function':
    case 'class':
      return text('function');
    case 'union':
      return unionOf(value.members.map(typeOf));
    default:
      return unknownCode('typeof');
  }
}
