import { supportsResource } from '../../../data/iam-actions.ts';
import { explainCondition } from '../../condition.ts';
import { actionMatches, globMatches } from '../../match.ts';
import type { Policy, PolicyStatement, Request } from '../../policy.ts';
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

interface Truth {
  readonly allow: boolean;
  readonly actions: readonly boolean[];
  readonly resources: readonly boolean[];
  readonly star: boolean;
  readonly contexts: readonly boolean[];
}

/** The first request of the world that `a` allows and `b` does not, found by asking every one; null when there is none. */
export function bruteForce(a: Policy, b: Policy, world: World): Request | null {
  const left = truthsOf(a, world);
  const right = truthsOf(b, world);
  for (const [i, action] of world.actions.entries()) {
    const [service = '', name = ''] = action.split(':');
    const takesResource = supportsResource(service, name) !== false;
    for (const [r, resource] of takesResource ? world.resources.entries() : [[-1, '*'] as const]) {
      const ofA = left.filter((truth) => truth.actions[i]! && (r < 0 ? truth.star : truth.resources[r]!));
      if (!ofA.some(({ allow }) => allow)) continue;
      const ofB = right.filter((truth) => truth.actions[i]! && (r < 0 ? truth.star : truth.resources[r]!));
      for (const [c, context] of world.contexts.entries()) if (allows(ofA, c) && !allows(ofB, c)) return { action, resource, context };
    }
  }
  return null;
}

function allows(truths: readonly Truth[], context: number): boolean {
  let allowed = false;
  for (const { allow, contexts } of truths) {
    if (!contexts[context]) continue;
    if (!allow) return false;
    allowed = true;
  }
  return allowed;
}

function truthsOf(policy: Policy, { actions, resources, contexts }: World): Truth[] {
  return policy.statements.map((statement) => ({
    allow: statement.effect === 'Allow',
    actions: actions.map(
      (action) => statement.actions.patterns.some((pattern) => actionMatches(pattern, action)) !== statement.actions.not,
    ),
    resources: resources.map((resource) => onResource(statement, resource)),
    star: onResource(statement, '*'),
    contexts: contexts.map((context) =>
      statement.conditions.every((condition) => explainCondition(condition, context, policy.version).holds),
    ),
  }));
}

function onResource({ resources }: PolicyStatement, resource: string): boolean {
  return resources !== null && resources.patterns.some((pattern) => globMatches(pattern, resource)) !== resources.not;
}
