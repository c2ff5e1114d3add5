import { evaluate } from '../evaluate.ts';
import type { Request } from '../policy.ts';
import type { ActionClass } from './action-classes.ts';
import { completed, contradiction } from './correlations.ts';
import { naturalResource } from './find-resource.ts';
import type { ResourceKind } from './find-resource.ts';
import { VARIABLES } from './find-text.ts';
import type { Found, KeyValue } from './find-text.ts';
import { sampleValue } from './key-facts.ts';
import type { Question } from './question.ts';
import { isSymbol } from './text-pattern.ts';
import { ACTION, RESOURCE } from './vocabulary.ts';
import type { Literal } from './vocabulary.ts';

/** Literals that hold together key by key, and what they were found for. */
export interface Model {
  readonly model: ReadonlyMap<string, readonly Literal[]>;
  readonly together: (key: string, literals: readonly Literal[]) => Found<KeyValue>;
  readonly actions: ActionClass;
  readonly resources: ResourceKind;
}

// Values for variables that have no key of their own: the second where the first meets a pattern.
const SPARE = 'x7';

/** The request that a model describes, confirmed by evaluating it; or why there is none: values that decide but are not known,
 *  or keys that AWS never sends together. */
export function witnessOf(question: Question, described: Model): Found<Request> {
  const values = new Map<string, KeyValue>();
  for (const [key, literals] of described.model) {
    const found = described.together(key, literals);
    if ('because' in found) return found;
    if ('value' in found) values.set(key, found.value);
  }
  const resource = textOf(values.get(RESOURCE), '*');
  let because = VARIABLES;
  for (const text of new Set([naturalOf(question, described) ?? resource, resource])) {
    for (const spare of [null, SPARE]) {
      const request = withoutSymbols(question, { action: actionOf(described, values), resource: text, context: contextOf(values) }, spare);
      if (!isWitness(question, request)) continue;
      const whole = completed(request);
      const confirmed = isWitness(question, whole) ? whole : request;
      const against = contradiction(confirmed);
      if (against === null) return { value: confirmed };
      because = against;
    }
  }
  return { because };
}

function naturalOf({ vocabulary, budget }: Question, { model, resources }: Model): string | null {
  const literals = model.get(RESOURCE) ?? [];
  const atoms = literals.map((literal) => ({ atom: vocabulary.atoms[literal >> 1]!, holds: (literal & 1) === 0 }));
  return naturalResource(atoms, resources, budget);
}

function actionOf({ actions }: Model, values: ReadonlyMap<string, KeyValue>): string {
  return actions.actions[0] ?? `${actions.service}:${textOf(values.get(ACTION), 'a')}`;
}

const textOf = (value: KeyValue | undefined, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

function contextOf(values: ReadonlyMap<string, KeyValue>): Map<string, readonly string[]> {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of values) if (typeof value === 'object' && value !== null) context.set(key, value);
  return context;
}

/** Puts a value in the place of each policy variable, and the value's key into the context. */
function withoutSymbols({ vocabulary }: Question, request: Request, spare: string | null): Request {
  const context = new Map(request.context);
  const replaced = (text: string): string =>
    Array.from(text, (character) => {
      const variable = isSymbol(character.charCodeAt(0)) ? vocabulary.variables.get(character.charCodeAt(0)) : undefined;
      if (variable === undefined) return character;
      const own = context.get(variable.key)?.[0];
      if (own !== undefined && !Array.from(own).some((one) => isSymbol(one.charCodeAt(0)))) {
        if (spare === null || own !== sampleValue(variable.key)) return own;
      }
      if (variable.fallback !== null && own === undefined && spare === null) return variable.fallback;
      const value = spare ?? sampleValue(variable.key);
      context.set(variable.key, [value]);
      return value;
    }).join('');
  const resource = replaced(request.resource);
  for (const [key, values] of request.context) context.set(key, (context.get(key) ?? values).map(replaced));
  return { ...request, resource, context };
}

function isWitness({ a, b, within }: Question, request: Request): boolean {
  const boundary = within === null ? {} : { boundary: within };
  if (evaluate(request, { identity: a, ...boundary }).decision !== 'allowed') return false;
  return evaluate(request, { identity: b, ...boundary }).decision !== 'allowed';
}
