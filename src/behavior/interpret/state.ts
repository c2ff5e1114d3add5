import type { Host, RawCall, RawUnknown, SourcePlace } from '../host.ts';
import type { Expr, FunctionIr, ModuleIr, Pattern, Place, Stmt, UnknownCode } from '../ir/ir.ts';
import type { FunctionCode, Modules } from '../program.ts';
import type { Abstract, ClassValue, FunctionValue, ObjectValue, Scope } from '../value.ts';
import type { RawObservation } from '../observe/observation.ts';
import type { Budget } from './budget.ts';
import type { Delta, Journal, Store } from './journal.ts';

/** Where ends of branches meet again: behind a loop, at the end of a function. */
export interface Target {
  readonly base: Journal;
  readonly deltas: Delta[];
}

/** One call of a function, or the top level of a module. */
export interface Frame {
  readonly module: ModuleIr;
  readonly fn: FunctionIr | null;
  scope: Scope;
  /** `this`, or Python's first parameter of a method; null when there is none. */
  self: Abstract | null;
  /** The class that defines the function, for `super`. */
  readonly home: ClassValue | null;
  readonly args: Arguments;
  readonly end: Target;
  readonly returns: Abstract[];
  readonly yields: { value: Abstract; isCertain: boolean }[];
  /** Undecided branches around the call. */
  readonly depth: number;
  readonly loops: Loop[];
  /** How often control has left the function, and how often it has left a loop or the function, before their end. */
  returned: number;
  left: number;
}

/** A loop or a switch that control may leave. */
export interface Loop {
  readonly breaks: Target;
  /** Null for a switch. */
  continues: Target | null;
}

/** What a call hands over. */
export interface Arguments {
  readonly args: readonly Abstract[];
  readonly restArgs: Abstract | null;
  readonly named: ReadonlyMap<string, Abstract>;
  readonly restNamed: Abstract | null;
}

/** The elements that iterating a value gives: those that are known, and what any further one is. */
export interface Elements {
  readonly items: readonly Abstract[];
  readonly rest: Abstract | null;
}

/** A module that was loaded, or is being loaded. */
export interface LoadedModule {
  readonly ir: ModuleIr;
  readonly scope: Scope;
  /** `module.exports` lives in it, for CommonJS. */
  readonly commonJs: ObjectValue | null;
  readonly imports: ReadonlyMap<string, { readonly specifier: string; readonly imported: string; readonly at: Place }>;
  /** The value of `import * as x`, made once. */
  namespace: Abstract | null;
}

/** The parts of the interpreter that call one another. */
export interface Machine {
  evaluate(run: Run, expr: Expr, frame: Frame): Abstract;
  /** Runs statements; false when control does not get to their end. */
  execute(run: Run, statements: readonly Stmt[], frame: Frame): boolean;
  bind(run: Run, target: Pattern, value: Abstract, frame: Frame): void;
  call(run: Run, callee: Abstract, call: Arguments, options: { readonly at: SourcePlace; readonly self: Abstract | null }): Abstract;
  construct(run: Run, callee: Abstract, call: Arguments, at: SourcePlace): Abstract;
  invoke(run: Run, fn: FunctionValue, call: Arguments, options: { readonly at: SourcePlace; readonly self: Abstract | null }): Abstract;
  get(run: Run, object: Abstract, key: string, at: SourcePlace): Abstract;
  iterate(run: Run, value: Abstract, at: SourcePlace): Elements;
  /** Loads a module for its effects. */
  importModule(run: Run, module: ModuleIr, specifier: string, at: Place): void;
  /** An export of a JavaScript module that another names, `*` for all of it; undefined when it has none of that name. */
  importMember(
    run: Run,
    module: ModuleIr,
    binding: { readonly specifier: string; readonly imported: string; readonly at: Place },
  ): Abstract | undefined;
  pythonImportAll(run: Run, statement: Extract<Stmt, { k: 'importAll' }>, frame: Frame): void;
}

/** What is known of a function's earlier calls in the run. */
export interface FunctionStatistics {
  calls: number;
  result: Abstract;
  /** Whether a call of it recorded an AWS call or a gap. */
  isActive: boolean;
  readonly results: Map<string, Abstract>;
}

/** An environment variable that the code reads. */
export interface EnvironmentRead {
  readonly name: string;
  readonly at: SourcePlace;
  /** Whether the code goes on without the variable: it has a default, or is only compared. */
  hasDefault: boolean;
}

/** What calling a library means for the result. */
export interface Warning {
  readonly code: UnknownCode;
  readonly because: string;
}

/** All of one run of the interpreter over a function. */
export interface Run {
  readonly code: FunctionCode;
  readonly modules: Modules;
  readonly language: 'javascript' | 'python';
  readonly host: Host;
  readonly machine: Machine;
  readonly budget: Budget;
  readonly store: Store;
  /** How many undecided branches surround what runs now; 0: it happens on every run. */
  depth: number;
  /** What runs now. */
  at: SourcePlace;
  readonly stack: SourcePlace[];
  readonly frames: Frame[];
  readonly calls: Map<string, RawCall>;
  /** How many different inputs each operation has at each place. */
  readonly inputs: Map<string, number>;
  readonly gaps: Map<string, RawUnknown>;
  /** What the code does beside AWS calls, by place and kind. */
  readonly observations: Map<string, RawObservation>;
  /** Variables that were read, by name and place; and each reading in turn. */
  readonly distinctReads: Map<string, EnvironmentRead>;
  readonly reads: EnvironmentRead[];
  /** Where modules were loaded by what the owner says of a computed name. */
  readonly stated: Map<string, SourcePlace>;
  /** Bumped with each call or gap that is met, also a repeated one. */
  activity: number;
  readonly functions: Map<FunctionIr, FunctionStatistics>;
  readonly files: Map<string, LoadedModule>;
  readonly models: Map<string, Abstract>;
  readonly moduleScopes: WeakMap<Scope, LoadedModule>;
  readonly globals: ReadonlyMap<string, Abstract>;
  /** Packages that hold an SDK client, and modules that were not found: what a call of their exports says. */
  readonly warnings: Map<string, Warning>;
  /** Those that were given: once for each library, where it is first called. */
  readonly warned: Set<Warning>;
  /** Functions given to libraries while modules load; called when all of them are there. Null once they are. */
  waiting: (() => void)[] | null;
  /** Properties set on functions, and what an instance of a class with a library's base falls back to. */
  readonly properties: WeakMap<object, Map<string, Abstract>>;
  readonly defaults: WeakMap<FunctionIr, WeakMap<Scope, readonly (Abstract | null)[]>>;
  readonly calledBack: Set<unknown>;
  /** Constructors of derived classes that run, innermost last, and what `this` is in each once `super` has run. */
  readonly constructing: { readonly cls: ClassValue; readonly holder: { self: Abstract } }[];
}
