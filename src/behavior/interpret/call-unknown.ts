import type { SourcePlace } from '../host.ts';
import type { Abstract, ClassValue, ModelValue, Origin } from '../value.ts';
import { extend, unknownCode, unknownFrom } from '../values/make.ts';
import { membersOf } from '../values/query.ts';
import { bound } from './access.ts';
import { ancestry, classTable, foreignBases } from './class-table.ts';
import { maybe } from './fork.ts';
import type { Arguments, Run } from './state.ts';

/** How deep functions, clients and commands are looked for in what is handed to code that is not followed, and how many values at most. */
const DEEPEST = 4;
const MOST_VALUES = 200;

/** Calls something that is not followed: what it is given may be called, and what it is given may make AWS calls. */
export function callUnknown(
  run: Run,
  callee: Abstract,
  call: Arguments,
  options: { readonly at: SourcePlace; readonly self: Abstract | null },
): Abstract {
  const origin: Origin = callee.kind === 'unknown' ? callee.origin : { from: 'code', because: `a call of ${callee.kind}` };
  const given = handedOver(call);
  const fromInput = origin.from === 'event' || origin.from === 'context';
  if (!fromInput) report(run, origin, given, options.at);
  const result = unknownFrom(extend(origin, '()'));
  for (const value of given) callBack(run, value, options.at, { from: result });
  if (options.self?.kind === 'object' && options.self.cls !== null) overridden(run, options.self.cls, options.self, options.at);
  return result;
}

/** Says what a call of code that is not followed may hide. */
function report(run: Run, origin: Origin, given: readonly Abstract[], at: SourcePlace): void {
  const library = origin.from === 'library' ? origin.name : null;
  const warning = library === null ? undefined : run.warnings.get(library);
  if (warning !== undefined && !run.warned.has(warning)) {
    run.warned.add(warning);
    run.host.gap(warning.code, warning.because, at);
  }
  if (origin.from === 'limit') run.host.gap('limit-reached', `a function that is not known any more is called: ${origin.limit}`, at);
  if (run.language === 'python' && library !== null && warning === undefined && given.some(isAddressOfObjects)) {
    run.host.gap('untracked-library', `${library} is given an address of Amazon S3, which it may read or write`, at);
  }
  for (const value of given) {
    if (value.kind !== 'model') continue;
    if (value.data?.type === 'command') sent(run, value, at);
    else if (value.data?.type === 'signer')
      run.host.gap('signed-request', `${library ?? 'code'} is given what signs requests with IAM credentials`, at);
    else if (warning === undefined && (value.data?.type === 'client' || value.data?.type === 'resource')) {
      run.host.gap('untracked-library', `${value.label} is given to ${library ?? 'code'} that is not followed`, at);
    }
  }
}

/** `s3://…`, with which data libraries of Python open objects by themselves: https://pandas.pydata.org/docs/user_guide/io.html#reading-writing-remote-files */
function isAddressOfObjects(value: Abstract): boolean {
  const [first] = value.kind === 'text' ? value.parts : [];
  return first?.kind === 'literal' && /^s3[an]?:\/\//.test(first.text);
}

/** A command is made to be sent. */
function sent(run: Run, command: ModelValue, at: SourcePlace): void {
  if (command.data?.type !== 'command') return;
  const { service, operation, input } = command.data;
  const client = { region: null, endpoint: null, credentials: null };
  maybe(run, () => run.host.record({ service, operation, input, client, at }));
}

/** All values in the arguments of a call. */
function handedOver(call: Arguments): readonly Abstract[] {
  const found = new Set<Abstract>();
  const visit = (value: Abstract, level: number): void => {
    if (level > DEEPEST || found.size >= MOST_VALUES || found.has(value)) return;
    found.add(value);
    if (value.kind === 'union') for (const member of value.members) visit(member, level);
    else if (value.kind === 'list')
      for (const item of [...value.items, ...(value.rest === null ? [] : [value.rest])]) visit(item, level + 1);
    else if (value.kind === 'object') for (const field of value.fields.values()) visit(field, level + 1);
  };
  for (const value of [...call.args, ...call.named.values()]) visit(value, 0);
  for (const value of [call.restArgs, call.restNamed]) if (value !== null) visit(value, 0);
  return [...found];
}

/** What a function is called back with: arguments, and what any further one is. */
interface Given {
  readonly args?: readonly Abstract[];
  readonly from?: Abstract;
}

/** Calls a function that code which is not followed was given; a class is made and its methods are called. */
export function callBack(run: Run, value: Abstract, at: SourcePlace, given: Given = {}): void {
  for (const member of membersOf(value)) {
    if (member.kind === 'function' || (member.kind === 'model' && member.label === CALLABLE))
      later(run, () => callWithUnknown(run, member, at, given));
    else if (member.kind === 'class') later(run, () => useClass(run, member, at));
    else if (member.kind === 'object' && member.cls !== null && run.language === 'python') overridden(run, member.cls, member, at);
  }
}

/** The label of models that wrap a function of the code, such as a bound function. */
const CALLABLE = 'function';

function callWithUnknown(run: Run, fn: Abstract, at: SourcePlace, given: Given): void {
  const { args = [], from = unknownCode('what a library gives') } = given;
  const call: Arguments = { args, restArgs: from, named: new Map(), restNamed: null };
  maybe(run, () => {
    const made = run.machine.call(run, fn, call, { at, self: null });
    // Middleware is a function that gives the one to be called.
    for (const inner of membersOf(made)) {
      if (inner.kind === 'function') run.machine.call(run, inner, { ...call, args: [] }, { at, self: null });
    }
    return made;
  });
}

function useClass(run: Run, cls: ClassValue, at: SourcePlace): void {
  const unknown = unknownCode('what a library gives');
  const call: Arguments = { args: [], restArgs: unknown, named: new Map(), restNamed: unknown };
  maybe(run, () => {
    const instance = run.machine.construct(run, cls, call, at);
    for (const each of ancestry(cls)) {
      for (const [name, method] of classTable(each)?.methods ?? []) {
        if (name === 'constructor' || name.startsWith('__')) continue;
        run.machine.call(run, bound(method, instance), call, { at, self: instance });
      }
    }
    return instance;
  });
}

/** A method inherited from a library may call those that the class overrides. */
function overridden(run: Run, cls: ClassValue, self: Abstract, at: SourcePlace): void {
  if (run.calledBack.has(cls) || foreignBases(cls).length === 0) return;
  run.calledBack.add(cls);
  for (const [name, method] of classTable(cls)?.methods ?? []) {
    if (name !== 'constructor' && !name.startsWith('__')) callBack(run, bound(method, self), at);
  }
}

/** Runs something now, or once the modules are loaded: a function registered on top may use what is declared below. */
function later(run: Run, action: () => void): void {
  if (run.waiting === null) action();
  else run.waiting.push(action);
}
