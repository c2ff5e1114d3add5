import type { InlineCode } from '../model/inline-code.ts';
import type { Value } from '../model/value.ts';
import type { Host, SourcePlace } from './host.ts';
import type { ModuleIr, Place } from './ir/ir.ts';
import type { Abstract } from './value.ts';

/** The files of an app, read-only; paths are relative to the app's root, `/` separated, and may go above it (`../shared/x.ts`) within the repository. */
export interface SourceTree {
  /** A file's text; undefined when there is none, or a reason when it cannot be read (too large, binary). */
  read(path: string): { readonly text: string } | { readonly problem: string } | undefined;
  kind(path: string): 'file' | 'folder' | undefined;
  /** Names in a folder, sorted; empty when there is none. */
  list(folder: string): readonly string[];
}

/** Where a function's code stands and how it is started. */
export interface FunctionCode {
  readonly language: 'javascript' | 'python';
  /** The handler's file; `null` with `inline` set. */
  readonly entry: string;
  /** Code written into the template; null when it is in files. */
  readonly inline: InlineCode | null;
  /** `['handler']`, or `['api', 'handler']` for `app.api.handler`. */
  readonly exportPath: readonly string[];
  /** The folder that is packed as the function's code. */
  readonly root: string;
  /** Folders of the app's own layers whose contents land in `/opt`. */
  readonly layers: readonly string[];
  /** The app's own layers whose content is not at hand, by id. */
  readonly unreadLayers?: readonly { readonly id: string; readonly because: string }[];
  /** Modules that an import by a computed name loads, as the owner says; null where nothing is said. */
  statedModules?(at: SourcePlace): readonly string[] | null;
  /** What the template says of an environment variable: its value, null when it does not set it, an unknown when it cannot be told. */
  environment(name: string): Value | null;
}

/** What `import` gives. */
export type Resolved =
  | { readonly kind: 'source'; readonly module: ModuleIr }
  | { readonly kind: 'model'; readonly specifier: string; readonly make: ModuleModel }
  /** A JSON (or YAML, TOML, text) file. */
  | { readonly kind: 'data'; readonly data: unknown }
  /** A package that is neither modelled nor followed. */
  | { readonly kind: 'package'; readonly name: string; readonly holdsClient: boolean }
  | { readonly kind: 'missing'; readonly specifier: string }
  | { readonly kind: 'problem'; readonly code: 'parse-error' | 'limit-reached'; readonly because: string };

/** Makes the value of a modelled module. Called once per run. */
export type ModuleModel = (host: Host) => Abstract;

/** Finds modules for the interpreter; keeps lowered files, so that functions of an app share them. */
export interface Modules {
  entry(code: FunctionCode): Resolved;
  /** JavaScript: `./x`, `pkg/sub`, a tsconfig path. Python: dotted name with `level` leading dots (0: absolute). */
  resolve(
    specifier: string,
    from: { readonly module: ModuleIr; readonly code: FunctionCode; readonly level: number; readonly at: Place },
  ): Resolved;
  /** The text of a file of the package, by an absolute path below `/var/task` or one from the function's folder; undefined when there is none. */
  readFile?(path: string, code: FunctionCode): string | undefined;
}
