import type { ModuleIr, Place } from '../ir/ir.ts';

/** A place of a module that loads another one. */
export interface ModuleReference {
  readonly specifier: string;
  /** Python's leading dots. */
  readonly level: number;
  /** Python's `from a import name`, where the name may be a module; null otherwise. */
  readonly name: string | null;
  /** It stands in a `try` that goes on when the module is missing. */
  readonly isGuarded: boolean;
  readonly at: Place;
}

/** What a module can load, whichever of its code runs. */
export interface References {
  readonly references: readonly ModuleReference[];
  /** Loads of modules whose names are known only while the code runs. */
  readonly dynamic: readonly Place[];
}

/** Part of the intermediate form, seen from afar. */
type Part = Readonly<Record<string, unknown>> & { readonly k?: string; readonly at?: Place };

const known = new WeakMap<ModuleIr, References>();

/** Every import, `require` and `import()` in a module's code, in functions that nothing calls too. Cost: linear in the code, once per module. */
export function referencesOf(module: ModuleIr): References {
  const found = known.get(module) ?? new Collector().collect(module);
  known.set(module, found);
  return found;
}

class Collector {
  readonly references: ModuleReference[] = [];
  readonly dynamic: Place[] = [];

  collect({ imports, exports, body }: ModuleIr): References {
    for (const { specifier, at } of imports) this.#add({ specifier, at });
    for (const binding of exports) if (binding.kind !== 'local') this.#add(binding);
    this.#visit(body, false);
    return { references: this.references, dynamic: this.dynamic };
  }

  #add({ specifier, at }: { readonly specifier: string; readonly at: Place }, more: Partial<ModuleReference> = {}): void {
    this.references.push({ specifier, level: 0, name: null, isGuarded: false, at, ...more });
  }

  #visit(value: unknown, isGuarded: boolean): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) this.#visit(item, isGuarded);
      return;
    }
    const part = value as Part;
    if (part.at !== undefined) this.#import(part, part.at, isGuarded);
    if (part.k === 'if' && isNever(part['test'])) return this.#visit(part['otherwise'], isGuarded);
    for (const [key, inner] of Object.entries(part)) {
      if (key === 'at') continue;
      const tries = part.k === 'try' && key === 'body' && (part['handlers'] as readonly unknown[]).length > 0;
      this.#visit(inner, isGuarded || tries);
    }
  }

  #import(part: Part, at: Place, isGuarded: boolean): void {
    const specifier = part['specifier'];
    switch (part.k ?? '') {
      case 'import':
        return this.#named(specifier, at, isGuarded);
      case 'pythonImport':
        return this.#add({ specifier: String(specifier), at }, { isGuarded });
      case 'pythonImportFrom':
        return this.#add({ specifier: String(specifier), at }, { isGuarded, level: Number(part['level']), name: String(part['name']) });
      case 'importAll':
        return this.#add({ specifier: String(specifier), at }, { isGuarded, level: Number(part['level']) });
      case 'call': {
        const name = calleeName(part['callee']);
        const [first] = part['args'] as readonly { readonly value: unknown }[];
        if (name !== undefined && BY_NAME.has(name)) this.#named(first?.value, at, isGuarded);
      }
    }
  }

  /** A module by a name that is computed: exact, or not known. */
  #named(name: unknown, at: Place, isGuarded: boolean): void {
    const { k, value } = (name ?? {}) as { readonly k?: string; readonly value?: unknown };
    // `importlib.import_module('.orders', package)` is relative to another name.
    if (k === 'const' && typeof value === 'string' && value !== '' && !/^\.\w/.test(value))
      this.#add({ specifier: value, at }, { isGuarded });
    else this.dynamic.push(at);
  }
}

/** Functions that load a module by its name, beside `require` and `import()`: of Python, and what `createRequire` gives. */
const BY_NAME: ReadonlySet<string> = new Set(['import_module', '__import__', 'require']);

function calleeName(callee: unknown): string | undefined {
  const { k, name, key } = (callee ?? {}) as Part;
  if (k === 'var') return String(name);
  const { k: kind, value } = (key ?? {}) as Part;
  return k === 'get' && kind === 'const' ? String(value) : undefined;
}

/** `if TYPE_CHECKING:`, which is lowered to a constant, is never true while the code runs. https://docs.python.org/3/library/typing.html#typing.TYPE_CHECKING */
function isNever(test: unknown): boolean {
  const { k, value } = (test ?? {}) as Part;
  return k === 'const' && value === false;
}
