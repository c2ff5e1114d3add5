import type { Abstract } from '../value.ts';
import { javascriptGlobals } from './javascript/globals.ts';
import { pythonGlobals } from './python/globals.ts';

/** The names that code finds without import. */
export function builtinGlobals(language: 'javascript' | 'python'): Map<string, Abstract> {
  return language === 'python' ? pythonGlobals() : javascriptGlobals();
}
