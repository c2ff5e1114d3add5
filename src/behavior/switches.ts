import type { App } from '../model/app.ts';
import type { Value } from '../model/value.ts';

/**
 * A variable's value as code may decide by it. What the template's conditions decide by is known here: an app is judged in each of their
 * combinations. Any other parameter may be set otherwise by another deployment; what its default switches off is not dead.
 */
export function asDecided(app: App, value: Value): Value {
  if (value.kind !== 'scalar' || value.parameters === undefined) return value;
  const words = conditionWords(app);
  const free = value.parameters.filter((name) => !words.has(name));
  if (free.length > 0) return { ...value, parameters: free };
  const { parameters: _, ...decided } = value;
  return decided;
}

const kept = new WeakMap<App, ReadonlySet<string>>();

/** The words in the conditions of the app's templates, names of parameters among them; all words of a template in JSON. */
function conditionWords(app: App): ReadonlySet<string> {
  const known = kept.get(app);
  if (known !== undefined) return known;
  const texts = app.files.map(({ text }) =>
    /^\s*\{/.test(text) ? text : (/^["']?Conditions["']?[ \t]*:.*(?:\r?\n(?:[ \t#].*)?)*/m.exec(text)?.[0] ?? ''),
  );
  const words = new Set(texts.flatMap((text) => text.match(/[A-Za-z\d]+/g) ?? []));
  kept.set(app, words);
  return words;
}
