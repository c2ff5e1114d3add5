import type { Expr, ObjectEntry, Place } from '../ir/ir.ts';
import type { Abstract, FunctionValue, ObjectValue } from '../value.ts';
import { anyValueOf } from '../values/copied.ts';
import { namespaceMembers } from '../builtins/namespaces.ts';
import { noteCopied } from '../values/copied-models.ts';
import { join, unionOf } from '../values/join.ts';
import { derived, literal, NEVER, NOTHING, unknownCode, unknownFrom } from '../values/make.ts';
import { environmentPart, exactKey, exactText, isNever, isNothing, membersOf, truthiness } from '../values/query.ts';
import { get, setUnknownKey } from './access.ts';
import { evaluateArguments } from './arguments.ts';
import { callDynamic, callMethod } from './call-method.ts';
import { superCall, superMember } from './class-super.ts';
import { makeClass } from './classes.ts';
import { comprehension } from './comprehension.ts';
import { getComputed } from './computed.ts';
import { fork } from './fork.ts';
import { getterField } from '../builtins/getters.ts';
import { importDynamic } from './load.ts';
import { readName } from './names.ts';
import { binary, concat, unary } from '../builtins/operators.ts';
import { placeOf } from './place.ts';
import { pythonImport, pythonImportFrom } from './python-modules.ts';
import { callSpecial, overloaded, subscripted } from './special-methods.ts';
import { markDefault, markDefaultWithin } from './reads.ts';
import type { Arguments, Frame, Run } from './state.ts';
import { awaited } from './thenable.ts';
import { observeEnvironment } from '../observe/observe.ts';

/** The value of an expression, with all that evaluating it does. */
export function evaluate(run: Run, expr: Expr, frame: Frame): Abstract {
  const { budget } = run;
  budget.step();
  if (budget.nesting >= budget.limits.nesting) {
    return run.host.gap('limit-reached', `expressions nested more than ${budget.limits.nesting} deep`, placeOf(frame, expr.at));
  }
  budget.nesting += 1;
  try {
    return evaluateNode(run, expr, frame);
  } finally {
    budget.nesting -= 1;
  }
}

function evaluateNode(run: Run, expr: Expr, frame: Frame): Abstract {
  switch (expr.k) {
    case 'const':
      return literal(expr.value);
    case 'var':
      return readName(run, expr.name, frame, expr.at);
    case 'this':
      return frame.self ?? unknownCode('this');
    case 'super':
      return frame.self ?? unknownCode('super');
    case 'get':
      return evaluateGet(run, expr, frame);
    case 'call':
      return evaluateCall(run, expr, frame);
    case 'new': {
      const callee = evaluate(run, expr.callee, frame);
      return run.machine.construct(run, callee, evaluateArguments(run, expr.args, frame), placeOf(frame, expr.at));
    }
    case 'function':
      return makeFunction(run, expr, frame);
    case 'class':
      return makeClass(run, expr.cls, frame);
    case 'object':
      return evaluateObject(run, expr.entries, frame);
    case 'list':
      return evaluateList(run, expr, frame);
    default:
      return evaluateOther(run, expr, frame);
  }
}

function evaluateOther(run: Run, expr: Expr, frame: Frame): Abstract {
  switch (expr.k) {
    case 'concat':
      return concat(expr.parts.map((part) => evaluate(run, part, frame)));
    case 'binary': {
      const reads = run.reads.length;
      const left = evaluate(run, expr.left, frame);
      const right = evaluate(run, expr.right, frame);
      // A comparison is a decision about the variable, absent or not.
      if (expr.op.includes('=')) markDefault(run, reads, [left, right]);
      return overloaded(run, expr.op, { left, right }, placeOf(frame, expr.at)) ?? binary(run.host, expr.op, left, right);
    }
    case 'logical':
      return evaluateLogical(run, expr, frame);
    case 'conditional':
      return evaluateConditional(run, expr, frame);
    case 'unary':
      if (expr.op === 'delete' && expr.value.k === 'get' && !expr.value.isAttribute) return evaluateDelete(run, expr.value, frame);
      return unary(run.host, expr.op, evaluate(run, expr.value, frame));
    case 'await':
      return awaited(run, evaluate(run, expr.value, frame), placeOf(frame, expr.at));
    case 'assign': {
      const value = evaluate(run, expr.value, frame);
      run.machine.bind(run, expr.target, value, frame);
      return value;
    }
    case 'sequence':
      return expr.parts.reduce<Abstract>((_, part) => evaluate(run, part, frame), NOTHING);
    case 'comprehension':
      return comprehension(run, expr, frame);
    case 'yield':
      return evaluateYield(run, expr.value, expr.delegate, frame);
    case 'import':
      return importDynamic(run, expr, frame);
    case 'pythonImport':
      return pythonImport(run, expr, frame);
    case 'pythonImportFrom':
      return pythonImportFrom(run, expr, frame);
    case 'opaque':
      for (const part of expr.parts) evaluate(run, part, frame);
      return unknownCode(expr.because);
    default:
      return NOTHING;
  }
}

function evaluateGet(run: Run, expr: Extract<Expr, { k: 'get' }>, frame: Frame): Abstract {
  const at = placeOf(frame, expr.at);
  if (expr.object.k === 'super') return superMember(run, expr.key.k === 'const' ? String(expr.key.value) : '', frame, at);
  const object = evaluate(run, expr.object, frame);
  if (expr.key.k === 'const' && expr.key.value === undefined) return slice(run, object, at);
  if (run.language === 'python' && !expr.isAttribute) {
    const key = evaluate(run, expr.key, frame);
    return subscripted(run, object, key, at) ?? getComputed(run, object, key, setPlace(run, at));
  }
  if (expr.key.k === 'const') return get(run, object, String(expr.key.value), setPlace(run, at));
  return getComputed(run, object, evaluate(run, expr.key, frame), setPlace(run, at));
}

/** `del object[key]`. */
function evaluateDelete(run: Run, { object, key, at }: Extract<Expr, { k: 'get' }> & { at: Place }, frame: Frame): Abstract {
  const args = [evaluate(run, object, frame), evaluate(run, key, frame)] as const;
  return callSpecial(run, args[0], '__delitem__', { args: [args[1]], at: placeOf(frame, at) }) ?? NOTHING;
}

function setPlace<T extends Run['at']>(run: Run, at: T): T {
  run.at = at;
  return at;
}

/** Python's `value[a:b]`: any of a list's elements, a part of a text; of what is not known the one as well as the other. */
function slice(run: Run, object: Abstract, at: Run['at']): Abstract {
  if (object.kind === 'union') return unionOf(object.members.map((member) => slice(run, member, at)));
  if (object.kind === 'list') return run.host.list([], run.host.element(object, at));
  const isText = object.kind !== 'unknown' || ('path' in object.origin && TEXT_FIELD.test(object.origin.path.at(-1) ?? ''));
  return isText ? derived(object, '[:]') : object;
}

/** Fields whose part is another name than the whole. */
const TEXT_FIELD = /(?:arn|name|url|id|value)$/i;

function evaluateCall(run: Run, expr: Extract<Expr, { k: 'call' }>, frame: Frame): Abstract {
  const { callee } = expr;
  const at = placeOf(frame, expr.at);
  if (callee.k === 'super') return superCall(run, evaluateArguments(run, expr.args, frame), frame, at);
  if (callee.k !== 'get') {
    const fn = evaluate(run, callee, frame);
    const args = evaluateArguments(run, expr.args, frame);
    return decoratedOr(expr, args, run.machine.call(run, fn, args, { at: setPlace(run, at), self: null }));
  }
  if (callee.object.k === 'super') {
    const method = superMember(run, callee.key.k === 'const' ? String(callee.key.value) : '', frame, at);
    return run.machine.call(run, method, evaluateArguments(run, expr.args, frame), { at: setPlace(run, at), self: frame.self });
  }
  const receiver = evaluate(run, callee.object, frame);
  const key = callee.key.k === 'const' ? literal(callee.key.value) : evaluate(run, callee.key, frame);
  const args = evaluateArguments(run, expr.args, frame);
  setPlace(run, at);
  const names = membersOf(key).map(exactKey);
  if (names.includes(undefined)) return callDynamic(run, receiver, key, { call: args, at });
  const results = names.map((name) => callMethod(run, receiver, name ?? '', { call: args, at }));
  return decoratedOr(expr, args, unionOf(results));
}

/** A decorator of a library that is not followed is taken to give back what it decorates. */
function decoratedOr(expr: Extract<Expr, { k: 'call' }>, { args }: Arguments, result: Abstract): Abstract {
  return expr.isDecorator === true && result.kind === 'unknown' ? (args[0] ?? result) : result;
}

/** A function value; Python evaluates defaults here, once. */
function makeFunction(run: Run, expr: Extract<Expr, { k: 'function' }>, frame: Frame): FunctionValue {
  const { fn } = expr;
  if (run.language === 'python' && fn.params.some((param) => param.defaultValue !== null)) {
    let known = run.defaults.get(fn);
    if (known === undefined) run.defaults.set(fn, (known = new WeakMap()));
    const values = fn.params.map((param) => (param.defaultValue === null ? null : evaluate(run, param.defaultValue, frame)));
    known.set(frame.scope, values);
  }
  return { kind: 'function', fn, module: frame.module, scope: frame.scope, self: fn.ownThis ? null : frame.self, home: frame.home };
}

function evaluateObject(run: Run, entries: readonly ObjectEntry[], frame: Frame): ObjectValue {
  const object = run.host.object();
  for (const entry of entries) {
    if (entry.k === 'spread') {
      spreadInto(run, object, evaluate(run, entry.value, frame), placeOf(frame, entry.value.at));
      continue;
    }
    const key = evaluate(run, entry.key, frame);
    const value = evaluate(run, entry.value, frame);
    const name = exactKey(key);
    if (name !== undefined) object.fields.set(name, entry.k === 'getter' ? getterField(value) : value);
    else setUnknownKey(run, object, key, value);
  }
  return object;
}

/** `{...value}`: fields replace those before; what is not known may replace any. */
function spreadInto(run: Run, object: ObjectValue, value: Abstract, at: Run['at']): void {
  const members = membersOf(value);
  const isCertain = members.length === 1;
  for (const member of members) {
    if (member.kind === 'object') {
      for (const key of member.fields.keys()) {
        const field = get(run, member, key, at);
        const old = object.fields.get(key);
        object.fields.set(key, isCertain ? field : join(old ?? NOTHING, field));
      }
      if (member.rest !== null) object.rest = join(object.rest ?? member.rest, member.rest);
      object.keys.push(...member.keys);
    } else if (member.kind === 'list') {
      for (const [index, item] of member.items.entries()) object.fields.set(String(index), item);
    } else if (member.kind === 'unknown') {
      const further = anyValueOf(member.origin);
      object.rest = join(object.rest ?? further, further);
    } else if (member.kind === 'model') {
      observeEnvironment(run, member, at);
      for (const [key, value] of namespaceMembers(member) ?? []) object.fields.set(key, value);
      if (member.label === 'environment') overrideBySettings(run, object);
      noteCopied(object, member);
      object.rest = join(object.rest ?? NOTHING, unknownFrom({ from: 'code', because: `fields of ${member.label}` }));
    }
  }
}

/** `{ ...defaults, ...process.env }`: a variable that is set replaces the field of its name. */
function overrideBySettings(run: Run, object: ObjectValue): void {
  for (const [name, field] of object.fields) {
    const setting = run.host.environment(name, true);
    const isUnset = isNothing(setting);
    if (isUnset !== true) object.fields.set(name, isUnset === false ? setting : join(field, setting));
  }
}

function evaluateList(run: Run, expr: Extract<Expr, { k: 'list' }>, frame: Frame): Abstract {
  const items: Abstract[] = [];
  let rest: Abstract | null = null;
  for (const item of expr.items) {
    const value = evaluate(run, item.value, frame);
    if (!item.isSpread && rest === null) items.push(value);
    else if (!item.isSpread) rest = join(rest ?? value, value);
    else {
      const elements = run.machine.iterate(run, value, placeOf(frame, item.value.at));
      if (rest === null) items.push(...elements.items);
      else rest = unionOf([rest, ...elements.items]);
      if (elements.rest !== null) rest = join(rest ?? elements.rest, elements.rest);
    }
  }
  return run.host.list(items, rest);
}

function evaluateLogical(run: Run, expr: Extract<Expr, { k: 'logical' }>, frame: Frame): Abstract {
  const reads = run.reads.length;
  const left = evaluate(run, expr.left, frame);
  if (isNever(left)) return NEVER;
  if (expr.op !== '&&') {
    markDefault(run, reads, [left]);
    markDefaultWithin(run, reads, placeOf(frame, expr.left.at));
  }
  const absent = isNothing(left);
  const truth = expr.op === '??' ? (absent === undefined ? undefined : !absent) : truthiness(left, run.language);
  const goesRight = expr.op === '&&' ? truth : truth === undefined ? undefined : !truth;
  if (goesRight === true) {
    const right = evaluate(run, expr.right, frame);
    // A variable that the template does not set and that is `|| ''`: the variable says more than that.
    return environmentPart(left) !== undefined && (isNothing(right) === true || exactText(right) === '') ? left : right;
  }
  if (goesRight === false) return left;
  const right = undecided(run, () => evaluate(run, expr.right, frame), frame);
  return expr.op === '&&' ? join(falsy(left, run), right) : join(withoutAbsent(left), right);
}

/** What is left of a value that may be `undefined` when a default takes that place. */
function withoutAbsent(value: Abstract): Abstract {
  const kept = membersOf(value).filter((member) => isNothing(member) !== true);
  return unionOf(kept);
}

/** What `left && …` gives of left. */
function falsy(left: Abstract, run: Run): Abstract {
  return unionOf(
    membersOf(left).flatMap((member) => {
      const truth = truthiness(member, run.language);
      return truth === true ? [] : [truth === false ? member : NOTHING];
    }),
  );
}

function undecided(run: Run, action: () => Abstract, frame: Frame): Abstract {
  let value: Abstract = NEVER;
  fork(
    run,
    [
      () => {
        value = action();
        return !isNever(value);
      },
      () => true,
    ],
    frame,
  );
  return value;
}

function evaluateConditional(run: Run, expr: Extract<Expr, { k: 'conditional' }>, frame: Frame): Abstract {
  const reads = run.reads.length;
  const test = evaluate(run, expr.test, frame);
  markDefault(run, reads, [test]);
  const truth = truthiness(test, run.language);
  if (truth !== undefined) return evaluate(run, truth ? expr.then : expr.otherwise, frame);
  const results: Abstract[] = [];
  const branch = (part: Expr) => (): boolean => {
    const value = evaluate(run, part, frame);
    results.push(value);
    return !isNever(value);
  };
  fork(run, [branch(expr.then), branch(expr.otherwise)], frame);
  return unionOf(results);
}

function evaluateYield(run: Run, value: Expr | null, delegate: boolean, frame: Frame): Abstract {
  const result = value === null ? NOTHING : evaluate(run, value, frame);
  const isCertain = run.depth === frame.depth;
  if (!delegate) frame.yields.push({ value: result, isCertain });
  else {
    const elements = run.machine.iterate(run, result, placeOf(frame, value?.at ?? NOWHERE));
    for (const item of elements.items) frame.yields.push({ value: item, isCertain });
    if (elements.rest !== null) frame.yields.push({ value: elements.rest, isCertain: false });
  }
  return unknownCode('what a generator is sent');
}

const NOWHERE: Place = { start: 0, end: 0 };
