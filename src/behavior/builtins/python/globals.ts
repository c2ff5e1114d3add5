import type { Invocation } from '../../host.ts';
import type { Abstract, ListValue, ModelValue } from '../../value.ts';
import { join, unionOf } from '../../values/join.ts';
import { boolean, literal, NEVER, NOTHING, number, SOME_BOOLEAN, SOME_NUMBER, text, unknownCode, unknownFrom } from '../../values/make.ts';
import { exactNumber, exactText, isNothing, membersOf, truthiness } from '../../values/query.ts';
import { anyOf, resultsOf, visit } from '../elements.ts';
import { iterateModel } from '../iterate.ts';
import { copyInto } from '../javascript/object.ts';
import type { Body } from '../make.ts';
import { namespaceMembers, setNamespaceMembers } from '../namespaces.ts';
import { arg, callArguments, computes, fn, gives, namespace, passes } from '../make.ts';
import { concat } from '../operators.ts';
import { opens } from './files.ts';
import { written } from './format.ts';
import { STANDARD_MODULES } from './standard-modules.ts';

const EXCEPTIONS =
  'BaseException Exception ArithmeticError AssertionError AttributeError BlockingIOError ConnectionError EOFError EnvironmentError FileExistsError FileNotFoundError ' +
  'FloatingPointError GeneratorExit IOError ImportError IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError ' +
  'MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PermissionError RecursionError RuntimeError StopAsyncIteration ' +
  'StopIteration SyntaxError SystemError SystemExit TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError ValueError Warning ' +
  'DeprecationWarning UserWarning ZeroDivisionError ConnectionRefusedError ConnectionResetError BrokenPipeError ExceptionGroup';

const NUMBERS = 'abs divmod hash id len max min ord pow round sum'.split(' ');

/** Any value as a list: a copy of a list, the keys of a dict, any number of unknown elements. */
export function listFrom(call: Invocation, value: Abstract): ListValue {
  const { host, at } = call;
  if (value.kind === 'list') return host.list(value.items, value.rest);
  if (value.kind === 'nothing') return host.list();
  if (value.kind === 'object' && value.cls === null) {
    const keys = value.rest === null ? null : value.keys.length === 0 ? unknownCode('a key') : unionOf(value.keys);
    return host.list([...value.fields.keys()].map(text), keys);
  }
  const elements = value.kind === 'model' ? iterateModel(host, value, at) : undefined;
  if (elements !== undefined) return host.list(elements.items, elements.rest);
  return host.list([], host.element(value, at));
}

const toText: Body = (call) => {
  const value = arg(call, 0);
  if (value.kind === 'nothing') return text(call.args.length === 0 ? '' : 'None');
  if (value.kind === 'text' || value.kind === 'unknown') return value;
  return value.kind === 'union' ? concat([value]) : { kind: 'text', parts: written(value) };
};

const toNumber: Body = (call) => {
  const exact = exactNumber(arg(call, 0)) ?? Number(exactText(arg(call, 0)) || Number.NaN);
  return Number.isNaN(exact) ? SOME_NUMBER : number(exact);
};

const toDict: Body = (call) => {
  const { host, at } = call;
  const made = host.object();
  const source = arg(call, 0);
  if (call.args.length > 0 && source.kind === 'list') {
    for (const pair of source.items) host.set(made, exactText(host.get(pair, '0', at)) ?? '', host.get(pair, '1', at));
    if (source.rest !== null) made.rest = host.get(source.rest, '1', at);
  } else if (call.args.length > 0) copyInto(host, made, source);
  for (const [name, value] of call.named) made.fields.set(name, value);
  if (call.restNamed !== null) made.rest = made.rest === null ? call.restNamed : join(made.rest, call.restNamed);
  return made;
};

const range: Body = (call) => {
  const numbers = call.args.map(exactNumber);
  if (numbers.includes(undefined) || call.args.length === 0) return call.host.list([], SOME_NUMBER);
  const [first = 0, second, step = 1] = numbers;
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((end - start) / step));
  return count > 32
    ? call.host.list([], SOME_NUMBER)
    : call.host.list(Array.from({ length: count }, (_, index) => number(start + index * step)));
};

const enumerate: Body = (call) => {
  const { host } = call;
  const list = listFrom(call, arg(call, 0));
  return host.list(
    list.items.map((item, index) => host.list([number(index), item])),
    list.rest === null ? null : host.list([SOME_NUMBER, list.rest]),
  );
};

const zip: Body = (call) => {
  const { host } = call;
  const lists = call.args.map((value) => listFrom(call, value));
  const length = Math.min(...lists.map((list) => (list.rest === null ? list.items.length : Number.POSITIVE_INFINITY)));
  if (lists.length === 0) return host.list();
  if (!Number.isFinite(length)) return host.list([], host.list(lists.map(anyOf)));
  return host.list(Array.from({ length }, (_, index) => host.list(lists.map((list) => list.items[index] ?? list.rest ?? NOTHING))));
};

const mapAll: Body = (call) => {
  const lists = call.args.slice(1).map((value) => listFrom(call, value));
  const [first] = lists;
  if (first === undefined) return call.host.list();
  const others = lists.slice(1);
  return resultsOf(
    visit(first, call.host, (element, index) => {
      const at = exactNumber(index);
      return call.host.call(
        arg(call, 0),
        [element, ...others.map((list) => (at === undefined ? undefined : list.items[at]) ?? anyOf(list))],
        { at: call.at },
      );
    }),
    call.host,
  );
};

const filterAll: Body = (call) => {
  const list = listFrom(call, arg(call, 1));
  const test = arg(call, 0);
  if (test.kind === 'nothing') return list;
  const { items, rest } = visit(list, call.host, (element) => call.host.call(test, [element], { at: call.at }));
  const kept = items.filter(({ result }) => truthiness(result, 'python') === true).map(({ element }) => element);
  const perhaps = items.filter(({ result }) => truthiness(result, 'python') === undefined).map(({ element }) => element);
  if (rest !== null) perhaps.push(rest.element);
  return call.host.list(kept, perhaps.length === 0 ? null : unionOf(perhaps));
};

const sorted: Body = (call) => {
  const list = listFrom(call, arg(call, 0));
  const key = call.named.get('key');
  if (key !== undefined) call.host.callBack(key, call.at, [anyOf(list)]);
  return list;
};

/** `globals()`: the names of the module by subscript. */
const globalNames: Body = ({ host }) => {
  const names = (): ReadonlyMap<string, Abstract> => host.moduleNames?.() ?? new Map();
  const model: ModelValue = {
    kind: 'model',
    label: 'globals',
    get: (key) =>
      names().get(key) ??
      (key === 'get' ? fn('globals.get', (call) => host.get(model, exactText(arg(call, 0)) ?? '[]', call.at)) : undefined),
  };
  setNamespaceMembers(model, names);
  return model;
};

/** Of several members those whose name begins as far as it is known. */
function beginning(name: Abstract, found: Abstract): Abstract {
  const [first] = name.kind === 'text' ? name.parts : [];
  const start = first?.kind === 'literal' ? first.text : '';
  return unionOf(membersOf(found).filter((each) => each.kind !== 'function' || (each.fn.name ?? start).startsWith(start)));
}

/** Whether something of the standard library runs nothing, whatever is asked of it: `logging`, `datetime`. */
function holdsNoCalls(label: string): boolean {
  const [module = ''] = label.split('.');
  return STANDARD_MODULES.has(module) && !RUNNING.has(module);
}

/** Modules of the standard library that run functions or programs. */
const RUNNING: ReadonlySet<string> = new Set(
  'asyncio builtins concurrent ctypes functools importlib multiprocessing operator os runpy subprocess threading'.split(' '),
);

/** `getattr(object, name[, default])`. */
const getAttribute: Body = (call) => {
  const { host, at } = call;
  const [object, fallback] = [arg(call, 0), call.args[2]];
  const found = membersOf(arg(call, 1)).map((name) => {
    const exact = exactText(name);
    if (exact !== undefined) return host.get(object, exact, at);
    if (object.kind === 'model' && object.data?.type === 'client') {
      return host.gap('dynamic-operation', `an operation of ${object.label} whose name is not known`, at);
    }
    if (object.kind === 'model' && object.data === undefined && holdsNoCalls(object.label))
      return unknownFrom({ from: 'library', name: object.label, path: ['[]'] });
    if (object.kind === 'object' || namespaceMembers(object) !== undefined) return beginning(name, host.member(object, at));
    return object.kind === 'unknown' ? host.element(object, at) : host.gap('reflection', 'an attribute whose name is not known', at);
  });
  const value = unionOf(found);
  if (fallback === undefined) return value;
  return isNothing(value) === true ? fallback : value.kind === 'unknown' ? join(value, fallback) : value;
};

const anItem: Body = (call) => {
  const list = listFrom(call, arg(call, 0));
  const [first] = list.items;
  if (first !== undefined && list.items.length === 1) return first;
  const any = anyOf(list);
  return call.args.length > 1 ? join(any, arg(call, 1)) : any;
};

/** An exception class: its instances keep what they are given. */
function exceptionClass(name: string): ModelValue {
  const construct: Body = (call) =>
    call.host.object([
      ['args', call.host.list(call.args, call.restArgs)],
      ['__name__', text(name)],
    ]);
  return { kind: 'model', label: name, call: construct, construct };
}

const evaluates =
  (name: string): Body =>
  (call) =>
    call.host.gap('eval', `${name} runs code that is made while the function runs`, call.at);

/** A function that imports what it is given the name of. */
export function importsByName(label: string): Body {
  return (call) => {
    const { host, at } = call;
    const modules = membersOf(arg(call, 0)).flatMap((each): readonly Abstract[] => {
      const name = exactText(each);
      const names = name === undefined ? (host.statedModules?.(at) ?? []) : name.startsWith('.') ? [] : [name];
      if (names.length > 0 && host.importModule !== undefined) return names.map((one) => host.importModule!(one, at));
      return [host.gap('dynamic-import', `${label} of a module whose name is not known`, at)];
    });
    return unionOf(modules);
  };
}

const listLike: Body = (call) => (call.args.length === 0 ? call.host.list() : listFrom(call, arg(call, 0)));

/** Functions that make values. */
const MAKERS: Readonly<Record<string, Body>> = {
  print: gives(NOTHING),
  str: toText,
  repr: toText,
  ascii: toText,
  format: toText,
  int: toNumber,
  float: toNumber,
  bool: (call) => boolean(truthiness(arg(call, 0), 'python')),
  len: (call) => {
    const value = arg(call, 0);
    if (value.kind === 'object' && value.cls !== null)
      call.host.call(call.host.get(value, '__len__', call.at), [], { at: call.at, self: value });
    return value.kind === 'list' && value.rest === null ? number(value.items.length) : SOME_NUMBER;
  },
  list: listLike,
  tuple: listLike,
  set: listLike,
  frozenset: listLike,
  iter: listLike,
  reversed: listLike,
  aiter: listLike,
  dict: toDict,
  range,
  enumerate,
  zip,
  map: mapAll,
  filter: filterAll,
  sorted,
  next: anItem,
  anext: anItem,
};

/** All other functions. */
const FUNCTIONS: Readonly<Record<string, Body>> = {
  isinstance: gives(SOME_BOOLEAN),
  issubclass: gives(SOME_BOOLEAN),
  callable: gives(SOME_BOOLEAN),
  any: gives(SOME_BOOLEAN),
  all: gives(SOME_BOOLEAN),
  getattr: getAttribute,
  hasattr: gives(SOME_BOOLEAN),
  setattr: (call) => {
    const name = exactText(arg(call, 1));
    if (name !== undefined) call.host.set(arg(call, 0), name, arg(call, 2));
    return NOTHING;
  },
  type: (call) =>
    call.args.length === 3
      ? call.host.gap('reflection', 'type makes a class while the function runs', call.at)
      : call.host.get(arg(call, 0), '__class__', call.at),
  vars: passes(),
  open: opens,
  input: computes('input'),
  exit: () => NEVER,
  quit: () => NEVER,
  eval: evaluates('eval'),
  exec: evaluates('exec'),
  compile: computes('compiled code'),
  __import__: importsByName('__import__'),
  globals: globalNames,
  locals: computes('the local names'),
  property: passes(),
  staticmethod: passes(),
  classmethod: passes(),
  bytes: passes(),
  bytearray: passes(),
  memoryview: passes(),
  chr: computes('a character'),
  hex: computes('a number as text'),
  bin: computes('a number as text'),
  oct: computes('a number as text'),
  object: (call) => call.host.object(),
  slice: computes('a slice'),
  complex: computes('a number'),
  dir: (call) => call.host.list([], unknownCode('a name')),
  delattr: gives(NOTHING),
};

/** The built-in names of Python. */
export function pythonGlobals(): Map<string, Abstract> {
  const bodies = { ...MAKERS, ...FUNCTIONS };
  return new Map<string, Abstract>([
    ...Object.entries(bodies).map(([name, body]): [string, Abstract] => [name, classLike(name, body)]),
    ...NUMBERS.filter((name) => name !== 'len' && name !== 'max' && name !== 'min').map((name): [string, Abstract] => [
      name,
      fn(name, gives(SOME_NUMBER)),
    ]),
    ...['max', 'min'].map((name): [string, Abstract] => [name, fn(name, extreme)]),
    ...EXCEPTIONS.split(' ').map((name): [string, Abstract] => [name, exceptionClass(name)]),
    ['NotImplemented', NOTHING],
    ['Ellipsis', NOTHING],
    ['__debug__', literal(true)],
    ['__name__', text('app')],
  ]);
}

/** The largest or smallest: one of what is given. */
const extreme: Body = (call) => {
  callArguments(call);
  if (call.args.length === 1) return anyOf(listFrom(call, arg(call, 0)));
  const numbers = call.args.every((value) => value.kind === 'number');
  return numbers ? SOME_NUMBER : unionOf([...call.args]);
};

/** `dict.fromkeys`, `str.join` and the like are members of functions that are classes in truth. */
function classLike(name: string, body: Body): ModelValue {
  if (name === 'dict') {
    return namespace('dict', { fromkeys: (call) => fromKeys(call) }, { call: body, construct: body });
  }
  if (name !== 'str') return { kind: 'model', label: name, call: body };
  return namespace(
    'str',
    { join: (call) => call.host.call(call.host.get(arg(call, 0), 'join', call.at), call.args.slice(1), { at: call.at }) },
    { call: body },
  );
}

function fromKeys(call: Invocation): Abstract {
  const made = call.host.object();
  const list = listFrom(call, arg(call, 0));
  for (const key of list.items) call.host.set(made, exactText(key) ?? '', arg(call, 1));
  if (list.rest !== null) made.rest = arg(call, 1);
  return made;
}
