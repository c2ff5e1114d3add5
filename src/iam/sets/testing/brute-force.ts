import { supportsResource } from '../../../data/iam-actions.ts';
import { explainCondition } from '../../condition.ts';
import { actionMatches, globMatches } from '../../match.ts';
import type { Policy, PolicyStatement, Request } from '../../policy.ts';
import { resolveResource } from '../../variables.ts';
import type { WorldKey } from './random-policies.ts';

/** A finite world of requests: actions, resources and contexts in all combinations. */
export interface World {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly contexts: readonly Request['context'][];
}

/** Every text of one to `length` of the letters; more letters than the policies name stand for all others. */
export function allTexts(letters: readonly string[], length: number): string[] {
  let last = [''];
  const all: string[] = [];
  for (let i = 0; i < length; i++) {
    last = last.flatMap((text) => letters.map((letter) => text + letter));
    all.push(...last);
  }
  return all;
}

/** Every combination of the keys' values. */
export function allContexts(keys: readonly WorldKey[]): Request['context'][] {
  return keys.reduce<Request['context'][]>(
    (contexts, { name, requests }) =>
      contexts.flatMap((context) => requests.map((values) => (values === null ? context : new Map([...context, [name, values]])))),
    [new Map()],
  );
}

/** What a statement says of each part of the world; resources by context, for policy variables take their values from there. */
interface Truth {
  readonly allow: boolean;
  readonly actions: readonly boolean[];
  readonly contexts: readonly boolean[];
  readonly on: (resource: string, context: number) => boolean;
}

/** The first request of the world that `a` allows and `b` does not, found by asking every one; null when there is none. */
export function bruteForce(a: Policy, b: Policy, world: World): Request | null {
  const left = truthsOf(a, world);
  const right = truthsOf(b, world);
  for (const [i, action] of world.actions.entries()) {
    const [service = '', name = ''] = action.split(':');
    const ofA = left.filter((truth) => truth.actions[i]!);
    const ofB = right.filter((truth) => truth.actions[i]!);
    if (!ofA.some(({ allow }) => allow)) continue;
    for (const resource of supportsResource(service, name) === false ? ['*'] : world.resources)
      for (const [c, context] of world.contexts.entries())
        if (allows(ofA, resource, c) && !allows(ofB, resource, c)) return { action, resource, context };
  }
  return null;
}

function allows(truths: readonly Truth[], resource: string, context: number): boolean {
  let allowed = false;
  for (const { allow, contexts, on } of truths) {
    if (!contexts[context] || !on(resource, context)) continue;
    if (!allow) return false;
    allowed = true;
  }
  return allowed;
}

function truthsOf(policy: Policy, { actions, contexts }: World): Truth[] {
  return policy.statements.map((statement) => ({
    allow: statement.effect === 'Allow',
    actions: actions.map(
      (action) => statement.actions.patterns.some((pattern) => actionMatches(pattern, action)) !== statement.actions.not,
    ),
    contexts: contexts.map((context) =>
      statement.conditions.every((condition) => explainCondition(condition, context, policy.version).holds),
    ),
    on: resourceTest(statement, policy.version, contexts),
  }));
}

function resourceTest({ resources }: PolicyStatement, version: Policy['version'], contexts: World['contexts']): Truth['on'] {
  if (resources === null) return () => false;
  const known = new Map<string, boolean>();
  const matches = (pattern: string, resource: string): boolean => {
    const id = `${pattern} ${resource}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const answer = globMatches(pattern, resource);
    known.set(id, answer);
    return answer;
  };
  const resolved = contexts.map((context) => resources.patterns.map((pattern) => resolveResource(pattern, version, context)));
  return (resource, context) => {
    return resolved[context]!.some((pattern) => pattern !== null && matches(pattern, resource)) !== resources.not;
  };
}
