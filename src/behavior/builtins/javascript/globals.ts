import type { Abstract, ModelValue } from '../../value.ts';
import { unionOf } from '../../values/join.ts';
import { boolean, NOTHING, number, SOME_BOOLEAN, SOME_NUMBER, text, textFrom, unknownCode } from '../../values/make.ts';
import { exactNumber, exactText, truthiness } from '../../values/query.ts';
import { httpClient } from '../../models/javascript/http-clients.ts';
import { awslambda } from '../../models/javascript/lambda-streaming.ts';
import type { Body } from '../make.ts';
import { arg, computes, fn, gives, harmless, namespace, passes } from '../make.ts';
import { concat } from '../operators.ts';
import { urlParts } from '../url-parts.ts';
import { collectionGlobals } from './collections.ts';
import { copyOf, parse, stringify } from './json.ts';
import { objectGlobal } from './object.ts';
import { processGlobal } from './process.ts';
import { promiseGlobal } from './promise.ts';
import { proxyGlobal, reflectGlobal } from './reflect.ts';

const HARMLESS =
  'console Math Intl Atomics performance navigator AbortController AbortSignal URLSearchParams TextEncoder TextDecoder Headers Request Response FormData Blob File ' +
  'ReadableStream WritableStream TransformStream WebSocket EventTarget Event crypto WebAssembly ArrayBuffer SharedArrayBuffer DataView Uint8Array Int8Array Uint16Array ' +
  'Int16Array Uint32Array Int32Array Float32Array Float64Array BigInt64Array BigUint64Array WeakRef FinalizationRegistry RegExp BigInt MessageChannel';

const ERRORS = 'Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError DOMException'.split(' ');

const CALL_LATER: Body = (call) => {
  call.host.callBack(arg(call, 0), call.at, call.args.slice(2));
  return harmless('timer');
};

const converted: Body = (call) => {
  const value = arg(call, 0);
  if (value.kind === 'text' || value.kind === 'unknown') return value;
  return value.kind === 'number' || value.kind === 'union' ? concat([value]) : unknownCode('a text');
};

const toNumber: Body = (call) => {
  const value = arg(call, 0);
  const exact = exactNumber(value) ?? Number(exactText(value) ?? Number.NaN);
  return Number.isNaN(exact) ? SOME_NUMBER : number(exact);
};

/** An integer, as `parseInt` reads it. */
const toInteger: Body = (call) => {
  const exact = exactText(arg(call, 0));
  const parsed = exact === undefined ? exactNumber(arg(call, 0)) : Number.parseInt(exact, 10);
  return parsed === undefined || Number.isNaN(parsed) ? SOME_NUMBER : number(Math.trunc(parsed));
};

function errorClass(name: string): ModelValue {
  const construct: Body = (call) =>
    call.host.object([
      ['message', arg(call, 0)],
      ['name', text(name)],
      ['stack', unknownCode('a stack')],
    ]);
  return namespace(name, { captureStackTrace: gives(NOTHING) }, { call: construct, construct });
}

function arrayGlobal(): ModelValue {
  const make: Body = (call) => {
    const length = exactNumber(arg(call, 0));
    if (call.args.length !== 1) return call.host.list(call.args, call.restArgs);
    return length !== undefined && length <= 32 ? call.host.list(Array.from({ length }, () => NOTHING)) : call.host.list([], NOTHING);
  };
  return namespace(
    'Array',
    {
      isArray: (call) => {
        const { kind } = arg(call, 0);
        return boolean(kind === 'unknown' || kind === 'union' ? undefined : kind === 'list');
      },
      of: (call) => call.host.list(call.args, call.restArgs),
      from: arrayFrom,
      fromAsync: arrayFrom,
    },
    { call: make, construct: make },
  );
}

const arrayFrom: Body = (call) => {
  const { host, at } = call;
  const source = arg(call, 0);
  const length = source.kind === 'object' ? exactNumber(source.fields.get('length')) : undefined;
  let list = source.kind === 'list' ? host.list(source.items, source.rest) : host.list([], host.element(source, at));
  if (length !== undefined)
    list = length <= 32 ? host.list(Array.from({ length: Math.max(0, length) }, () => NOTHING)) : host.list([], NOTHING);
  const mapper = call.args[1];
  if (mapper === undefined) return list;
  const items = list.items.map((item, index) => host.call(mapper, [item, number(index)], { at }));
  const { rest } = list;
  return host.list(items, rest === null ? null : host.maybe(() => host.call(mapper, [rest, SOME_NUMBER], { at })));
};

/** Makes code out of text. */
const evaluates =
  (name: string): Body =>
  (call) =>
    call.host.gap('eval', `${name} runs code that is made while the function runs`, call.at);

function symbolGlobal(): ModelValue {
  const named = (name: string): Abstract => text(`@@${name}`);
  return namespace(
    'Symbol',
    {
      iterator: named('iterator'),
      asyncIterator: named('asyncIterator'),
      hasInstance: named('hasInstance'),
      toStringTag: named('toStringTag'),
      toPrimitive: named('toPrimitive'),
      dispose: named('dispose'),
      asyncDispose: named('asyncDispose'),
      for: (call) => concat([text('@@'), arg(call, 0)]),
    },
    { call: (call) => concat([text('@@'), call.args[0] ?? text(`symbol ${call.at.file} ${call.at.start}`)]) },
  );
}

/** `Buffer`: bytes of a text are that text. */
export function bufferGlobal(): ModelValue {
  const bytes: Body = (call) => arg(call, 0);
  return namespace(
    'Buffer',
    { from: bytes, concat: computes('bytes'), alloc: computes('bytes'), isBuffer: gives(SOME_BOOLEAN), byteLength: gives(SOME_NUMBER) },
    { call: bytes, construct: bytes },
  );
}

/** `URL`: its parts come from the text it is made of. */
export function urlGlobal(): ModelValue {
  const construct: Body = (call) => {
    const whole = arg(call, 0);
    const exact = exactText(whole);
    const base = exactText(arg(call, 1));
    const parsed = exact !== undefined && URL.canParse(exact, base) ? new URL(exact, base) : undefined;
    const href = parsed === undefined || base === undefined ? whole : text(parsed.href);
    const parts = parsed === undefined ? urlParts(whole) : undefined;
    const part = (value: string | undefined, step: string, otherwise?: Abstract): Abstract =>
      value === undefined ? (otherwise ?? unknownCode(`the ${step} of a URL`)) : text(value);
    return call.host.object([
      ['href', href],
      ['host', part(parsed?.host, 'host', parts?.host)],
      ['hostname', part(parsed?.hostname, 'host', parts?.host)],
      ['pathname', part(parsed?.pathname, 'path', parts?.path)],
      ['protocol', part(parsed?.protocol, 'protocol')],
      ['port', part(parsed?.port, 'port')],
      ['search', part(parsed?.search, 'query')],
      ['origin', part(parsed?.origin, 'origin')],
      ['searchParams', harmless('URLSearchParams')],
      ['toString', fn('URL.toString', () => href)],
    ]);
  };
  return namespace('URL', { canParse: gives(SOME_BOOLEAN) }, { construct, call: construct });
}

/** The global names of JavaScript in Node.js. */
export function javascriptGlobals(): Map<string, Abstract> {
  const globals = new Map<string, Abstract>([
    ...HARMLESS.split(' ').map((name): [string, Abstract] => [name, harmless(name)]),
    ...ERRORS.map((name): [string, Abstract] => [name, errorClass(name)]),
    ...collectionGlobals(),
    ['undefined', NOTHING],
    ['NaN', number(Number.NaN)],
    ['Infinity', number(Number.POSITIVE_INFINITY)],
    ['Object', objectGlobal()],
    ['Array', arrayGlobal()],
    ['Promise', promiseGlobal()],
    ['Proxy', proxyGlobal()],
    ['Reflect', reflectGlobal()],
    ['Symbol', symbolGlobal()],
    ['Buffer', bufferGlobal()],
    ['URL', urlGlobal()],
    ['process', processGlobal()],
    ['fetch', httpClient('fetch')],
    ['awslambda', awslambda()],
    ['JSON', namespace('JSON', { parse: (call) => parse(call.host, arg(call, 0)), stringify: (call) => stringify(arg(call, 0)) })],
    ['Date', namespace('Date', { now: gives(SOME_NUMBER) }, { construct: () => unknownCode('a date'), call: () => unknownCode('a date') })],
    [
      'String',
      namespace(
        'String',
        { raw: (call) => textFrom({ from: 'code', because: call.args.length > 1 ? 'String.raw' : 'a text' }) },
        { call: converted, construct: converted },
      ),
    ],
    [
      'Number',
      namespace(
        'Number',
        { parseInt: toInteger, parseFloat: toNumber, isInteger: gives(SOME_BOOLEAN), isNaN: gives(SOME_BOOLEAN) },
        { call: toNumber, construct: toNumber },
      ),
    ],
    ['Boolean', fn('Boolean', (call) => boolean(truthiness(arg(call, 0), 'javascript')))],
    [
      'Function',
      namespace(
        'Function',
        { prototype: harmless('Function.prototype') },
        { call: evaluates('Function'), construct: evaluates('new Function') },
      ),
    ],
    ['eval', fn('eval', evaluates('eval'))],
    [
      'require',
      namespace('require', { resolve: passes(), cache: harmless('require.cache') }, { call: requireValue, construct: requireValue }),
    ],
    ...functions(),
  ]);
  globals.set('globalThis', globalObject(globals));
  globals.set('global', globals.get('globalThis') ?? NOTHING);
  return globals;
}

/** `require` under another name. */
export const requireValue: Body = (call) => {
  const name = exactText(arg(call, 0));
  const { host, at } = call;
  const names = name === undefined ? (host.statedModules?.(at) ?? []) : [name];
  if (names.length > 0 && host.importModule !== undefined) return unionOf(names.map((each) => host.importModule!(each, at)));
  return call.host.gap('dynamic-import', 'require of a module whose name is not known', call.at);
};

function functions(): readonly (readonly [string, Abstract])[] {
  return [
    ['setTimeout', fn('setTimeout', CALL_LATER)],
    ['setInterval', fn('setInterval', CALL_LATER)],
    ['setImmediate', fn('setImmediate', (call) => CALL_LATER({ ...call, args: [arg(call, 0), NOTHING, ...call.args.slice(1)] }))],
    ['queueMicrotask', fn('queueMicrotask', CALL_LATER)],
    ['clearTimeout', fn('clearTimeout', gives(NOTHING))],
    ['clearInterval', fn('clearInterval', gives(NOTHING))],
    ['clearImmediate', fn('clearImmediate', gives(NOTHING))],
    ['structuredClone', fn('structuredClone', (call) => copyOf(call.host, arg(call, 0)))],
    ['parseInt', fn('parseInt', toInteger)],
    ['parseFloat', fn('parseFloat', toNumber)],
    ['isNaN', fn('isNaN', gives(SOME_BOOLEAN))],
    ['isFinite', fn('isFinite', gives(SOME_BOOLEAN))],
    // What these change of a name that comes from outside does not change whose name it is.
    ['encodeURIComponent', fn('encodeURIComponent', passes())],
    ['decodeURIComponent', fn('decodeURIComponent', passes())],
    ['encodeURI', fn('encodeURI', passes())],
    ['decodeURI', fn('decodeURI', passes())],
    ['escape', fn('escape', passes())],
    ['unescape', fn('unescape', passes())],
    ['atob', fn('atob', computes('decoded text'))],
    ['btoa', fn('btoa', computes('encoded text'))],
  ];
}

function globalObject(globals: Map<string, Abstract>): ModelValue {
  return {
    kind: 'model',
    label: 'globalThis',
    get: (key) => globals.get(key) ?? NOTHING,
    set: (key, value) => void globals.set(key, globals.has(key) ? unionOf([globals.get(key) ?? value, value]) : value),
  };
}
