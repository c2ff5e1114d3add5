import { OTHER } from './choices.ts';
import type { Choices } from './choices.ts';
import type { Instance } from './instance.ts';
import { defaultText } from './parameters.ts';
import { referencesIn } from './walk.ts';

/**
 * Whether a tree of templates made before any choice is also right after these choices. Only loops and SAM look at the
 * values of parameters before conditions are decided, and only at those that the template refers to.
 */
export function expandsAlike(base: Instance, choices: Choices): boolean {
  if (choices.parameters.size === 0 || !expandsSomewhere(base)) return true;
  // What a nested stack is passed may hang on any parameter of its parent.
  if ([...base.children.values()].some((child) => child.instance !== null && expandsSomewhere(child.instance))) return false;
  const referred = new Set(referencesIn(base.file.root).map((reference) => reference.name));
  return [...choices.parameters].every(([name, value]) => {
    const declared = base.declarations.get(name);
    if (declared === undefined) return false;
    const before = defaultText(declared);
    return value === before || (value === OTHER && before === undefined) || !referred.has(name);
  });
}

function expandsSomewhere(instance: Instance): boolean {
  if (instance.file.isSam || instance.file.hasLanguageExtensions) return true;
  return [...instance.children.values()].some((child) => child.instance !== null && expandsSomewhere(child.instance));
}
