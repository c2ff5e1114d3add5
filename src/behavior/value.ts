import type { Value } from '../model/value.ts';
import type { ClassIr, FunctionIr, ModuleIr } from './ir/ir.ts';
import type { Host, Invocation, SourcePlace } from './host.ts';

/**
 * What an expression can be said to be while a function's code is followed. Objects and lists are mutable and have an
 * identity, as in the program; everything else is immutable. Promises are what they resolve to.
 */
export type Abstract =
  | TextValue
  | NumberValue
  | BooleanValue
  | NothingValue
  | ObjectValue
  | ListValue
  | FunctionValue
  | ClassValue
  | ModelValue
  | UnionValue
  | UnknownValue;

/** A text: a concatenation of parts. All parts literal: exactly known. */
export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
}

/** One part of a text. */
export type TextPart =
  | { readonly kind: 'literal'; readonly text: string }
  /** An environment variable of the function; `value` is what the template gives it, null when the template does not set it. */
  | {
      readonly kind: 'environment';
      readonly name: string;
      readonly value: Value | null;
      /** It is read in a way that fails without it (`os.environ['X']`): where the code goes on, it is there. */
      readonly isRequired?: true;
    }
  /** Text that the code cannot tell. */
  | { readonly kind: 'origin'; readonly origin: Origin };

/** A number; null when only the type is known. */
export interface NumberValue {
  readonly kind: 'number';
  readonly value: number | null;
}

/** A truth value; null when it may be either. */
export interface BooleanValue {
  readonly kind: 'boolean';
  readonly value: boolean | null;
}

/** `null`, `undefined` or `None`. */
export interface NothingValue {
  readonly kind: 'nothing';
}

/** An object, dict or instance. Keys are the texts of property names. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly fields: Map<string, Abstract>;
  /** Values under keys that are not known by name; null when there are none. */
  rest: Abstract | null;
  /** The texts of such keys where they are known in part (`{[tableName]: requests}`). */
  readonly keys: Abstract[];
  /** Its class, for instances. */
  readonly cls: ClassValue | null;
  /** How deep in undecided branches it was made: a change further in may not have happened. */
  readonly depth: number;
}

/** A list, tuple or set. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: Abstract[];
  /** Further elements, any number; null when there are none. */
  rest: Abstract | null;
  readonly depth: number;
}

/** A function of the code that is followed, with the scope it was made in. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly fn: FunctionIr;
  readonly module: ModuleIr;
  readonly scope: Scope;
  /** The receiver it is bound to: `this`, or Python's first argument; null when unbound. */
  readonly self: Abstract | null;
  /** The class that defines it, for `super`; null outside of classes. */
  readonly home: ClassValue | null;
}

/** A class of the code that is followed. */
export interface ClassValue {
  readonly kind: 'class';
  readonly cls: ClassIr;
  readonly module: ModuleIr;
  readonly scope: Scope;
  readonly bases: readonly Abstract[];
  /** Static fields and methods, class attributes. */
  readonly statics: Map<string, Abstract>;
}

/** Names of one function call or module, within those that surround it. */
export interface Scope {
  readonly names: Map<string, Abstract>;
  readonly parent: Scope | null;
  /** Depth of undecided branches at which each call of the scope was entered. */
  readonly depth: number;
  /** Names that belong to this scope although they may not have a value yet. */
  readonly declared?: ReadonlySet<string>;
}

/** Something written in TypeScript here: a built-in, an SDK client, a table, a module. Absent members mean that it cannot do that. */
export interface ModelValue {
  readonly kind: 'model';
  /** For messages and to tell models apart: `dynamodb client`, `Array.map`. */
  readonly label: string;
  /** A property or attribute; undefined: not known, which gives an unknown from this library. */
  get?(key: string, host: Host, at: SourcePlace): Abstract | undefined;
  /** Sets a property; without it the property is kept in `own`. */
  set?(key: string, value: Abstract, host: Host): void;
  call?(invocation: Invocation): Abstract;
  /** `new`; falls back to `call`. */
  construct?(invocation: Invocation): Abstract;
  /** Facts for other models: the service of a client, the input of a command. */
  readonly data?: ModelData;
  /** Properties that code set on it; read before `get`. */
  readonly own?: Map<string, Abstract>;
}

/** What models know of one another's values. */
export type ModelData =
  | { readonly type: 'client'; readonly service: string; readonly config: ClientConfig }
  | { readonly type: 'command'; readonly service: string; readonly operation: string; readonly input: Abstract }
  | {
      readonly type: 'resource';
      readonly service: string;
      readonly resource: string;
      readonly identifiers: ReadonlyMap<string, Abstract>;
      readonly config: ClientConfig;
    }
  /** It signs the requests that a library sends to a service. */
  | { readonly type: 'signer'; readonly service: Abstract; readonly credentials: Abstract | null }
  | { readonly type: 'credentials'; readonly role: Abstract | null }
  | { readonly type: 'module'; readonly specifier: string }
  | { readonly type: 'other'; readonly name: string; readonly values: ReadonlyMap<string, Abstract> };

/** How a client was made, as far as it matters. */
export interface ClientConfig {
  readonly region: Abstract | null;
  readonly endpoint: Abstract | null;
  /** A `credentials` model value when they come from AssumeRole, an unknown when they come from elsewhere; null: the function's role. */
  readonly credentials: Abstract | null;
}

/** One of several. At most 16 members, none of them a union. */
export interface UnionValue {
  readonly kind: 'union';
  readonly members: readonly Abstract[];
}

/** Something that cannot be told, and where it comes from. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly origin: Origin;
}

/** Where a value comes from that the code alone does not tell. Paths are steps: `Records`, `[]` for any element, `s3`, `split(:)`. */
export type Origin =
  | { readonly from: 'event'; readonly path: readonly string[] }
  | { readonly from: 'context'; readonly path: readonly string[] }
  /** All of `process.env` or `os.environ` with a key that is not known. */
  | { readonly from: 'environment'; readonly because: string }
  /** What an AWS call answered. */
  | {
      readonly from: 'answer';
      readonly service: string;
      readonly operation: string;
      readonly input: Abstract | null;
      readonly path: readonly string[];
    }
  | { readonly from: 'library'; readonly name: string; readonly path: readonly string[] }
  /** A computation that is not followed (arithmetic, a date, a random id). */
  | { readonly from: 'code'; readonly because: string }
  | { readonly from: 'limit'; readonly limit: string };
