import type { Invocation } from '../../host.ts';
import type { ModuleModel } from '../../program.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { NOTHING, SOME_BOOLEAN, SOME_NUMBER, text, unknownCode } from '../../values/make.ts';
import { exactText } from '../../values/query.ts';
import { anyOf, append } from '../elements.ts';
import { copyOf, parse, stringify } from '../javascript/json.ts';
import type { Body } from '../make.ts';
import { arg, callArguments, computes, fn, gives, harmless, namespace, passes } from '../make.ts';
import { asyncioModule, futuresModule, multiprocessingModule, threadingModule } from './concurrency.ts';
import { jsonLoad, makesPath } from './files.ts';
import { functoolsModule, keepsFunction } from './functools.ts';
import { importsByName, listFrom, pythonGlobals } from './globals.ts';
import { operatorModule } from './operator.ts';
import { osModule, pathModule } from './os.ts';
import { queueModule } from './queues.ts';
import { parsedUrl, queryOf } from './urls.ts';
import { STANDARD_MODULES } from './standard-modules.ts';

function jsonModule(): ModelValue {
  return namespace('json', {
    loads: (call) => parse(call.host, arg(call, 0)),
    load: jsonLoad(parse),
    dumps: (call) => {
      for (const callback of call.named.values())
        if (callback.kind === 'function' || callback.kind === 'class') call.host.callBack(callback, call.at);
      return stringify(arg(call, 0));
    },
    dump: gives(NOTHING),
    JSONEncoder: { kind: 'model', label: 'json.JSONEncoder', call: (call: Invocation): Abstract => call.host.object() },
  });
}

function collectionsModule(): ModelValue {
  const dict = pythonGlobals().get('dict') ?? NOTHING;
  const makeDict: Body = (call) => call.host.call(dict, call.args, { at: call.at, named: call.named });
  const list: Body = (call) => listFrom(call, arg(call, 0));
  return namespace('collections', {
    OrderedDict: makeDict,
    Counter: (call) => {
      const made = call.host.object();
      made.rest = SOME_NUMBER;
      return made;
    },
    defaultdict: (call) => {
      const made = call.host.object();
      made.rest = call.args.length === 0 ? null : call.host.call(arg(call, 0), [], { at: call.at });
      return made;
    },
    deque: list,
    ChainMap: makeDict,
    namedtuple: namedTuple,
  });
}

/** `namedtuple('Order', 'id total')`: its instances have those fields. */
const namedTuple: Body = (made) => {
  const fields = arg(made, 1);
  const words = exactText(fields)?.split(/[\s,]+/) ?? (fields.kind === 'list' ? fields.items.map((item) => exactText(item) ?? '') : []);
  return fn(exactText(arg(made, 0)) ?? 'namedtuple', (call) =>
    call.host.object(
      words.map((word, index) => [word, call.args[index] ?? call.named.get(word) ?? call.restArgs ?? unknownCode('a field')] as const),
    ),
  );
};

function contextlibModule(): ModelValue {
  const exitStack: Body = () => {
    const self: ModelValue = namespace('ExitStack', {
      enter_context: (call) => entered(call, arg(call, 0)),
      enter_async_context: (call) => entered(call, arg(call, 0)),
      callback: (call) => call.host.call(arg(call, 0), call.args.slice(1), { at: call.at, named: call.named }),
      push: passes(),
      close: gives(NOTHING),
    });
    return self;
  };
  return namespace('contextlib', {
    contextmanager: passes(),
    asynccontextmanager: passes(),
    suppress: () => harmless('suppress'),
    closing: passes(),
    nullcontext: passes(),
    ExitStack: exitStack,
    AsyncExitStack: exitStack,
  });
}

function entered(call: Parameters<Body>[0], value: Abstract): Abstract {
  if (value.kind === 'list') return anyOf(value);
  const enter = value.kind === 'model' || value.kind === 'object' ? call.host.get(value, '__enter__', call.at) : NOTHING;
  return enter.kind === 'function' || (enter.kind === 'model' && enter.call !== undefined)
    ? call.host.call(enter, [], { at: call.at, self: value })
    : value;
}

function itertoolsModule(): ModelValue {
  const any: Body = (call) => call.host.list([], call.host.list([], anyOf(listFrom(call, arg(call, 0)))));
  const chain: Body = (call) => {
    const all = call.host.list();
    for (const value of call.args) {
      const list = listFrom(call, value);
      append(all, call.host, list.items, list.rest);
    }
    return all;
  };
  const flattened: Body = (call) =>
    chain({ ...call, args: listFrom(call, arg(call, 0)).items.concat(anyOf(listFrom(call, arg(call, 0)))) });
  return namespace('itertools', {
    chain: namespace('itertools.chain', { from_iterable: flattened }, { call: chain }),
    islice: (call) => listFrom(call, arg(call, 0)),
    batched: any,
    product: any,
    combinations: any,
    permutations: any,
    cycle: passes(),
    repeat: (call) => call.host.list([], arg(call, 0)),
    count: (call) => call.host.list([], SOME_NUMBER),
    groupby: (call) => call.host.list([], call.host.list([unknownCode('a key'), call.host.list([], anyOf(listFrom(call, arg(call, 0))))])),
  });
}

/** `importlib.import_module(name)`. */
function importlibModule(): ModelValue {
  return namespace('importlib', { import_module: importsByName('importlib.import_module'), reload: passes() });
}

function subprocessModule(): ModelValue {
  const runs: Body = (call) => {
    callArguments(call);
    return call.host.gap('untracked-library', 'subprocess runs another program, whose AWS calls are not followed', call.at);
  };
  return namespace(
    'subprocess',
    Object.fromEntries('run call check_call check_output Popen getoutput getstatusoutput'.split(' ').map((name) => [name, runs])),
  );
}

function enumModule(): ModelValue {
  const base = (name: string): ModelValue => ({ kind: 'model', label: name });
  return namespace('enum', {
    Enum: base('Enum'),
    IntEnum: base('Enum'),
    StrEnum: base('Enum'),
    Flag: base('Enum'),
    auto: gives(SOME_NUMBER),
    unique: passes(),
  });
}

function typingModule(): ModelValue {
  return namespace('typing', {
    cast: passes(1),
    TYPE_CHECKING: { kind: 'boolean', value: false },
    overload: passes(),
    final: passes(),
    runtime_checkable: passes(),
    NamedTuple: { kind: 'model', label: 'NamedTuple' },
  });
}

/** Any element of a list, and lists of some of its elements. */
function randomModule(name: string): ModelValue {
  const some: Body = (call) => call.host.list([], anyOf(listFrom(call, arg(call, 0))));
  return namespace(name, { choice: (call) => anyOf(listFrom(call, arg(call, 0))), choices: some, sample: some });
}

const MODULES: Readonly<Record<string, () => Abstract>> = {
  os: osModule,
  'os.path': pathModule,
  json: jsonModule,
  functools: functoolsModule,
  collections: collectionsModule,
  contextlib: contextlibModule,
  itertools: itertoolsModule,
  importlib: importlibModule,
  subprocess: subprocessModule,
  enum: enumModule,
  typing: typingModule,
  asyncio: asyncioModule,
  'concurrent.futures': futuresModule,
  concurrent: () => namespace('concurrent', { futures: futuresModule() }),
  threading: threadingModule,
  queue: queueModule,
  multiprocessing: multiprocessingModule,
  copy: () => namespace('copy', { copy: (call) => copyOf(call.host, arg(call, 0)), deepcopy: (call) => copyOf(call.host, arg(call, 0)) }),
  dataclasses: () => namespace('dataclasses', { dataclass: keepsFunction, asdict: passes(), replace: passes(), field: fieldDefault }),
  abc: () => namespace('abc', { abstractmethod: passes(), ABC: { kind: 'model', label: 'ABC' } }),
  decimal: () => namespace('decimal', { Decimal: passes() }),
  operator: operatorModule,
  weakref: () => namespace('weakref', { proxy: passes(), ref: (made) => fn('weakref', () => arg(made, 0)) }),
  types: () =>
    namespace('types', { SimpleNamespace: (call) => call.host.object(call.named), MappingProxyType: passes(), coroutine: passes() }),
  pathlib: () => namespace('pathlib', { Path: makesPath, PurePath: makesPath, PosixPath: makesPath }),
  'urllib.parse': () =>
    namespace('urllib.parse', {
      unquote: passes(),
      unquote_plus: passes(),
      quote: passes(),
      quote_plus: passes(),
      urlencode: (call) => queryOf(arg(call, 0)),
      urljoin: computes('a URL'),
      urlparse: parsedUrl,
      urlsplit: parsedUrl,
    }),
  random: () => randomModule('random'),
  secrets: () => randomModule('secrets'),
  html: () => namespace('html', { escape: passes(), unescape: passes() }),
  base64: () => namespace('base64', { b64decode: computes('decoded bytes'), b64encode: computes('encoded bytes') }),
  sys: () =>
    namespace('sys', { exit: computes('the end'), path: harmless('sys.path'), platform: text('linux'), modules: harmless('sys.modules') }),
  inspect: () => namespace('inspect', { iscoroutinefunction: gives(SOME_BOOLEAN), isfunction: gives(SOME_BOOLEAN) }),
};

/** `dataclasses.field(default=…, default_factory=…)`. */
function fieldDefault(call: Parameters<Body>[0]): Abstract {
  const made = call.named.get('default_factory');
  if (made !== undefined) return call.host.call(made, [], { at: call.at });
  return call.named.get('default') ?? NOTHING;
}

/** The model of a module of Python's standard library; undefined when it has none of that name. */
export function pythonBuiltinModule(specifier: string): ModuleModel | undefined {
  const make = Object.hasOwn(MODULES, specifier) ? MODULES[specifier] : undefined;
  if (make !== undefined) return make;
  const [top = ''] = specifier.split('.');
  return STANDARD_MODULES.has(top) ? () => harmless(specifier) : undefined;
}
