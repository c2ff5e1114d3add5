import type { Place, UnknownCode } from './ir/ir.ts';
import type { Abstract, ClientConfig, ListValue, ObjectValue, UnknownValue } from './value.ts';

/** A place with the file it is in (path relative to the app's root). */
export interface SourcePlace extends Place {
  readonly file: string;
}

/** A call of a model value. */
export interface Invocation {
  readonly args: readonly Abstract[];
  /** Further positional arguments, when a list of unknown length was spread; null when none. */
  readonly restArgs: Abstract | null;
  /** Keyword arguments. */
  readonly named: ReadonlyMap<string, Abstract>;
  /** What an unknown dict spread as keywords may hold; null when none. */
  readonly restNamed: Abstract | null;
  /** The receiver in `receiver.method()`. */
  readonly self: Abstract | null;
  readonly at: SourcePlace;
  readonly host: Host;
}

/** An AWS call that the code can make, before its names are bound to resources. */
export interface RawCall {
  /** botocore's name of the service. */
  readonly service: string;
  /** AWS's name of the operation. */
  readonly operation: string;
  /** An object with the operation's input members, as they stand at the call. */
  readonly input: Abstract;
  readonly client: ClientConfig;
  readonly at: SourcePlace;
  /** The calls that lead here from the handler, outermost first. */
  readonly stack: readonly SourcePlace[];
  /** Whether it happens on every run that comes to an end; false inside undecided branches, loops and error handlers. */
  readonly must: boolean;
  /** How it is made, when not by sending the operation: `presigned URL`, `waiter`, `Powertools idempotency`. */
  readonly how: string | null;
}

/** Something the code does that may hide calls. */
export interface RawUnknown {
  readonly code: UnknownCode;
  readonly because: string;
  readonly at: SourcePlace;
}

/** What a model may do in the run of the interpreter. */
export interface Host {
  readonly language: 'javascript' | 'python';
  /** Notes an AWS call. The result is what it answers: an unknown that knows its origin. */
  record(call: {
    readonly service: string;
    readonly operation: string;
    readonly input: Abstract;
    readonly client: ClientConfig;
    readonly at: SourcePlace;
    readonly how?: string;
  }): Abstract;
  /** Notes that calls may be hidden here, and gives an unknown value. */
  gap(code: UnknownCode, because: string, at: SourcePlace): UnknownValue;
  /** Calls a value: a function, class, model, each member of a union; an unknown callee gives an unknown and calls the function arguments. */
  call(
    callee: Abstract,
    args: readonly Abstract[],
    options: { readonly at: SourcePlace; readonly self?: Abstract; readonly named?: ReadonlyMap<string, Abstract> },
  ): Abstract;
  construct(callee: Abstract, args: readonly Abstract[], at: SourcePlace): Abstract;
  /** A property, attribute or element of any value. */
  get(object: Abstract, key: string, at: SourcePlace): Abstract;
  set(object: Abstract, key: string, value: Abstract): void;
  /** Any element of a list, of an object's values, of an unknown. */
  element(of: Abstract, at: SourcePlace): Abstract;
  /** Any member of a value: attributes, methods, elements. */
  member(of: Abstract, at: SourcePlace): Abstract;
  /** A function that is given to code we do not follow: called with these arguments (unknown ones when not given), result dropped. */
  callBack(fn: Abstract, at: SourcePlace, args?: readonly Abstract[]): void;
  /** A new object or list at the present depth. */
  object(fields?: Iterable<readonly [string, Abstract]>): ObjectValue;
  list(items?: readonly Abstract[], rest?: Abstract | null): ListValue;
  /** The value of an environment variable of the function; `hasDefault` when the code goes on without it (`os.environ.get(name, default)`). */
  environment(name: string, hasDefault?: boolean): Abstract;
  /** The names of the module whose code runs, with their values. */
  moduleNames?(): ReadonlyMap<string, Abstract>;
  /** Loads a module by a name that is known only while the code runs (`importlib.import_module('orders')`), as seen from the code that runs. */
  importModule?(specifier: string, at: SourcePlace): Abstract;
  /** Modules that an import by a computed name loads, as the owner says; none where nothing is said. */
  statedModules?(at: SourcePlace): readonly string[];
  /** The text of a file of the package, by its path as the running code names it; undefined when there is none that can be read. */
  readFile?(path: string): string | undefined;
  /** Announces that fields, items or rest of an object or list are about to be changed in place; `set` does so by itself. */
  touch(value: ObjectValue | ListValue): void;
  /** Runs something that may or may not happen: what it changes may not have changed, the calls it makes are not certain. */
  maybe<T>(run: () => T): T;
}
