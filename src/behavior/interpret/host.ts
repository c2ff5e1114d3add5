import type { Host } from '../host.ts';
import type { Expr } from '../ir/ir.ts';
import type { Abstract, ListValue, ObjectValue } from '../value.ts';
import { unionOf } from '../values/join.ts';
import { membersOf } from '../values/query.ts';
import { NOTHING, unknownCode } from '../values/make.ts';
import { get, set } from './access.ts';
import { positional } from './arguments.ts';
import { callBack } from './call-unknown.ts';
import { candidates } from './computed.ts';
import { maybe } from './fork.ts';
import { importDynamic } from './load.ts';
import { pythonImport } from './python-modules.ts';
import { readEnvironment } from './reads.ts';
import { noteGap, record } from './record.ts';
import type { Run } from './state.ts';

/** What models may do in a run; `run` is asked for late, since it holds the host itself. */
export function makeHost(language: 'javascript' | 'python', run: () => Run): Host {
  return {
    language,
    record: (call) => record(run(), call),
    gap: (code, because, at) => noteGap(run(), code, because, at),
    call: (callee, args, options) => {
      const call = options.named === undefined ? positional(args) : { ...positional(args), named: options.named };
      return run().machine.call(run(), callee, call, { at: options.at, self: options.self ?? null });
    },
    construct: (callee, args, at) => run().machine.construct(run(), callee, positional(args), at),
    get: (object, key, at) => get(run(), object, key, at),
    set: (object, key, value) => set(run(), object, key, value),
    element: (of, at) => element(run(), of, at),
    member: (of, at) => unionOf(membersOf(of).flatMap((each) => candidates(run(), each, at))),
    callBack: (fn, at, args) => callBack(run(), fn, at, args === undefined ? {} : { args }),
    object: (fields): ObjectValue => ({ kind: 'object', fields: new Map(fields), rest: null, keys: [], cls: null, depth: run().depth }),
    list: (items = [], rest = null): ListValue => ({ kind: 'list', items: [...items], rest, depth: run().depth }),
    environment: (name, hasDefault = false) => readEnvironment(run(), name, run().at, hasDefault),
    moduleNames: () => moduleNames(run()),
    importModule: (specifier, at) => importNamed(run(), specifier, at),
    readFile: (path) => run().modules.readFile?.(path, run().code),
    statedModules: (at) => statedModules(run(), at),
    touch: (value) => run().store.touch(value),
    maybe: (action) => maybe(run(), action),
  };
}

function statedModules(run: Run, at: Run['at']): readonly string[] {
  const names = run.code.statedModules?.(at) ?? [];
  if (names.length > 0) run.stated.set(`${at.file}:${at.start}`, at);
  return names;
}

function moduleNames(run: Run): ReadonlyMap<string, Abstract> {
  let scope = run.frames.at(-1)?.scope;
  while (scope?.parent) scope = scope.parent;
  return scope?.names ?? new Map();
}

/** Any element: of a list, of an object's values, of an unknown. */
function element(run: Run, of: Abstract, at: Run['at']): Abstract {
  if (of.kind === 'union') return unionOf(of.members.flatMap((member) => (member.kind === 'nothing' ? [] : [element(run, member, at)])));
  if (of.kind === 'object' && of.cls === null) {
    const values = candidates(run, of, at);
    return unionOf(values);
  }
  const { items, rest } = run.machine.iterate(run, of, at);
  const all = rest === null ? items : [...items, rest];
  if (all.length > 0) return unionOf(all);
  return of.kind === 'list' || of.kind === 'nothing' ? NOTHING : unknownCode('an element');
}

/** A module by a name that the running code computed. */
function importNamed(run: Run, specifier: string, at: Run['at']): Abstract {
  const frame = run.frames.at(-1);
  if (frame === undefined) return run.host.gap('dynamic-import', `import of ${specifier}`, at);
  if (run.language === 'python') return pythonImport(run, { specifier, bind: 'last', at }, frame);
  const expr: Expr = { k: 'const', value: specifier, at };
  return importDynamic(run, { k: 'import', specifier: expr, isRequire: true, at }, frame);
}
