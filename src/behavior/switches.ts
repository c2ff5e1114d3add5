import type { App } from '../model/app.ts';
import type { Value } from '../model/value.ts';
import { writtenTree } from '../model/written.ts';
import { kept } from '../util/kept.ts';
import { at } from '../util/node.ts';
import type { Node } from '../util/node.ts';

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

/** The words in the conditions of the app's templates, names of parameters among them. */
const conditionWords = kept((app: App): ReadonlySet<string> => {
  const words = new Set<string>();
  for (const file of app.files) if (file.text.includes('Conditions')) addWords(at(writtenTree(file) ?? undefined, 'Conditions'), words);
  return words;
});

function addWords(node: Node | undefined, words: Set<string>): void {
  if (node?.kind === 'scalar') for (const word of String(node.value).match(/[A-Za-z\d]+/g) ?? []) words.add(word);
  else if (node?.kind === 'list') for (const item of node.items) addWords(item, words);
  else if (node?.kind === 'map') for (const { value } of node.entries.values()) addWords(value, words);
}
