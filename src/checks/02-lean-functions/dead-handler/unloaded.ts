import type { App } from '../../../model/app.ts';
import type { Span } from '../../../util/span.ts';
import { namesOf, shippingOf } from '../manifest-uses.ts';

/** A handler that is shipped and that no function starts. */
export interface UnloadedHandler {
  readonly file: string;
  readonly name: string;
  readonly at: Span;
  /** Logical ids of the functions that ship it. */
  readonly functions: readonly string[];
}

/** Tests, local runs and what is shipped for other purposes start handlers of their own. */
const ASIDE =
  /(?:^|\/)(?:tests?|__tests__|spec|mocks?|examples?|scripts?|local|layers?|node_modules|vendor)\/|[._-](?:test|spec|local)\.|(?:^|\/)test_/i;

/** Handlers in folders that functions ship as they are, in files that no function loads and no template names. Nothing is said where a function's code is not known. */
export function unloadedHandlers(app: App): UnloadedHandler[] {
  const all = shippingOf(app);
  if (all.length < app.functions.length || all.some(({ shipped }) => shipped.blocked !== null)) return [];
  const loaded = new Set(all.flatMap(({ shipped }) => shipped.files));
  const found = new Map<string, UnloadedHandler>();
  for (const { shipped } of all) {
    // The template's own folder holds more than code, for other templates too.
    if (shipped.build !== 'folder' || shipped.root === '' || shipped.root.startsWith('..')) continue;
    const shippers = namesOf(all.filter((one) => one.shipped.build === 'folder' && one.shipped.root === shipped.root));
    for (const file of shipped.folderFiles()) {
      const { path } = file;
      if (loaded.has(path) || found.has(path) || ASIDE.test(path)) continue;
      const [first] = file.handlers();
      if (first !== undefined && !file.isNamed(first.name)) found.set(path, { file: path, ...first, functions: shippers });
    }
  }
  return [...found.values()];
}
