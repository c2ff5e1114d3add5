import type { ModuleModel } from '../../program.ts';
import type { Abstract } from '../../value.ts';
import { NOTHING, SOME_BOOLEAN, unknownCode, text } from '../../values/make.ts';
import { exactText, fieldOf } from '../../values/query.ts';
import type { Body } from '../make.ts';
import { arg, callArguments, computes, fn, gives, harmless, namespace, passes } from '../make.ts';
import { bufferGlobal, requireValue, urlGlobal } from './globals.ts';
import { pathModule } from './path.ts';
import { processGlobal } from './process.ts';

/** Modules of Node.js that make no AWS call; functions given to them are called. */
const HARMLESS: ReadonlySet<string> = new Set(
  (
    'assert buffer cluster console constants crypto dgram diagnostics_channel dns domain fs fs/promises http http2 https inspector module net os perf_hooks ' +
    'punycode querystring readline readline/promises repl stream stream/promises stream/consumers string_decoder sys test tls trace_events tty v8 wasi zlib ' +
    'assert/strict dns/promises'
  ).split(' '),
);

const runsOther =
  (name: string): Body =>
  (call) => {
    callArguments(call);
    return call.host.gap('untracked-library', `${name} runs another program, whose AWS calls are not followed`, call.at);
  };

const runsText =
  (name: string): Body =>
  (call) =>
    call.host.gap('eval', `vm.${name} runs code that is made while the function runs`, call.at);

function childProcess(): Abstract {
  const names = 'exec execFile execFileSync execSync fork spawn spawnSync'.split(' ');
  return namespace('child_process', Object.fromEntries(names.map((name) => [name, runsOther(`child_process.${name}`)])));
}

function utilModule(): Abstract {
  return namespace('util', {
    promisify: passes(),
    callbackify: passes(),
    deprecate: passes(),
    inherits: (call) => {
      call.host.set(arg(call, 0), 'super_', arg(call, 1));
      return NOTHING;
    },
    isDeepStrictEqual: gives(SOME_BOOLEAN),
    format: computes('a formatted text'),
    inspect: computes('a formatted text'),
  });
}

/** `EventEmitter`: what listens is called. */
function eventsModule(): Abstract {
  const listens: Body = (call) => {
    call.host.callBack(arg(call, 1), call.at);
    return call.self ?? NOTHING;
  };
  const emitter: Body = (call) =>
    call.host.object(
      ['on', 'once', 'addListener', 'prependListener']
        .map((name) => [name, fn(`EventEmitter.${name}`, listens)] as const)
        .concat(
          ['emit', 'off', 'removeListener', 'removeAllListeners', 'setMaxListeners'].map(
            (name) => [name, fn(`EventEmitter.${name}`, gives(SOME_BOOLEAN))] as const,
          ),
        ),
    );
  const EventEmitter = namespace('EventEmitter', { once: computes('an event') }, { construct: emitter, call: emitter });
  return namespace('events', { EventEmitter, default: EventEmitter, once: computes('an event') }, { construct: emitter, call: emitter });
}

/** `AsyncLocalStorage` keeps what it runs with, for the functions inside. */
function asyncHooks(): Abstract {
  const construct: Body = () => {
    let stored: Abstract = NOTHING;
    const run: Body = (call) => {
      stored = arg(call, 0);
      return call.host.call(arg(call, 1), call.args.slice(2), { at: call.at });
    };
    return namespace('AsyncLocalStorage', {
      run,
      getStore: () => stored,
      enterWith: (call) => {
        stored = arg(call, 0);
        return NOTHING;
      },
      exit: (call) => call.host.call(arg(call, 0), [], { at: call.at }),
    });
  };
  const storage = namespace('AsyncLocalStorage', {}, { construct, call: construct });
  return namespace('async_hooks', { AsyncLocalStorage: storage });
}

function timersModule(): Abstract {
  return namespace('timers', {
    setTimeout: (call) => arg(call, 1),
    setImmediate: (call) => arg(call, 0),
    setInterval: computes('a timer'),
  });
}

function workerThreads(): Abstract {
  const construct: Body = (call) => call.host.gap('untracked-library', 'a worker thread runs code that is not followed', call.at);
  return namespace('worker_threads', {
    Worker: { kind: 'model', label: 'Worker', construct, call: construct },
    isMainThread: { kind: 'boolean', value: true },
    parentPort: NOTHING,
  });
}

/** The path that a text or a `file:` URL is, when it is exactly known. */
function pathOf(value: Abstract): string | undefined {
  const exact = exactText(value) ?? exactText(fieldOf(value, 'href'));
  return exact !== undefined && exact.startsWith('file://') ? decodeURIComponent(exact.slice('file://'.length)) : exact;
}

const fileURLToPath: Body = (call) => {
  const path = pathOf(arg(call, 0));
  return path === undefined ? arg(call, 0) : text(path);
};

/** Files that are read: those of the package have their text; what is in others is not known, and is no secret of where it comes from. */
function fileSystem(label: string): Abstract {
  const reads: Body = (call) => {
    callArguments(call);
    const path = pathOf(arg(call, 0));
    const known = path === undefined ? undefined : call.host.readFile?.(path);
    if (known !== undefined) return text(known);
    return unknownCode(path === undefined ? 'a file' : `the file ${path}`);
  };
  const members = { readFileSync: reads, readFile: reads, existsSync: gives(SOME_BOOLEAN) };
  return namespace(label, { ...members, promises: namespace(`${label}.promises`, members) });
}

const MODULES: Readonly<Record<string, () => Abstract>> = {
  path: pathModule,
  'path/posix': pathModule,
  util: utilModule,
  events: eventsModule,
  child_process: childProcess,
  async_hooks: asyncHooks,
  worker_threads: workerThreads,
  fs: () => fileSystem('fs'),
  'fs/promises': () => fileSystem('fs/promises'),
  timers: () => harmless('timers'),
  'timers/promises': timersModule,
  process: processGlobal,
  url: () => namespace('url', { URL: urlGlobal(), fileURLToPath, pathToFileURL: passes() }),
  buffer: () => namespace('buffer', { Buffer: bufferGlobal() }),
  vm: () =>
    namespace('vm', {
      runInNewContext: runsText('runInNewContext'),
      runInThisContext: runsText('runInThisContext'),
      runInContext: runsText('runInContext'),
    }),
  module: () =>
    namespace('module', {
      createRequire: () => fn('require', requireValue),
      builtinModules: unknownCode('names'),
    }),
};

/** The model of a module that comes with Node.js, `node:` prefix or not; undefined when Node.js has none of that name. */
export function javascriptBuiltinModule(specifier: string): ModuleModel | undefined {
  const name = specifier.replace(/^node:/, '');
  const make = Object.hasOwn(MODULES, name) ? MODULES[name] : undefined;
  if (make !== undefined) return make;
  return HARMLESS.has(name) || specifier.startsWith('node:') ? () => harmless(name) : undefined;
}
