import { recordKey } from '../../model/live.ts';
import type { ResourceDrift } from '../../model/live.ts';
import type { Resource, Stack } from '../../model/template.ts';
import type { Value } from '../../model/value.ts';
import type { Json } from '../../util/node.ts';

/** Characters that a stack's name has at most. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
const LONGEST_NAME = 128;

/** One deployment of the app: the records of its stack and of the stacks nested in it. */
export interface DeployedStack {
  readonly name: string;
  readonly parts: readonly StackPart[];
}

/** The records of one stack, and where its template stands in the app: empty for the root, `Child/` for the nested stack `Child`. */
interface StackPart {
  readonly name: string;
  readonly prefix: string;
  readonly records: readonly ResourceDrift[];
}

/** The deployments that records are of: drift detection compares one stack at a time, and says nothing of those nested in it. */
export function deployedStacks(records: readonly ResourceDrift[], stacks: readonly Stack[]): DeployedStack[] {
  const places = placesIn(stacks);
  const groups = [...Map.groupBy(records, ({ stackId }) => stackId)];
  const parts = groups.map(([stackId, own]): StackPart => ({ name: nameOf(stackId), prefix: prefixOf(own, places), records: own }));
  const roots = parts.filter(({ prefix }) => prefix === '');
  const nested = parts.filter(({ prefix }) => prefix !== '');
  const taken = new Set<StackPart>();
  const deployed = roots.map((root): DeployedStack => {
    // CloudFormation names a nested stack after its parent: `orders-Photos-1A2B3C`.
    const inner = nested.filter(({ name }) => roots.length === 1 || name.startsWith(`${root.name}-`));
    for (const part of inner) taken.add(part);
    return { name: root.name, parts: [root, ...inner] };
  });
  const alone = nested.filter((part) => !taken.has(part)).map((part): DeployedStack => ({ name: part.name, parts: [part] }));
  return [...deployed, ...alone];
}

/** The record of each resource that a stack has, by the resource's id, and the records of resources that it does not have. */
export function recordsOf(
  deployed: DeployedStack,
  stack: Stack,
): { readonly byId: ReadonlyMap<string, ResourceDrift>; readonly foreign: readonly ResourceDrift[] } {
  const byId = new Map<string, ResourceDrift>();
  const foreign: ResourceDrift[] = [];
  const ids = new Map([...stack.resources.values()].map((resource) => [prefixOfId(resource) + recordKey(resource), resource.id]));
  for (const { prefix, records } of deployed.parts) {
    for (const record of records) {
      const id = ids.get(prefix + recordKey(record));
      if (id === undefined) foreign.push(record);
      else byId.set(id, record);
    }
  }
  return { byId, foreign };
}

/** In how much a stack, as one deployment or branch has it, is not the one that was deployed: resources it lacks, values that it has otherwise. */
export function disagreement(deployed: DeployedStack, stack: Stack): number {
  const { byId, foreign } = recordsOf(deployed, stack);
  let count = foreign.length;
  for (const [id, { expected }] of byId) {
    if (expected !== undefined) count += differing(stack.resources.get(id)!.properties, expected);
  }
  return count;
}

function differing(value: Value, expected: Json): number {
  if (value.kind === 'scalar') return typeof expected === 'object' || String(value.value) === String(expected) ? 0 : 1;
  if (value.kind === 'list' && Array.isArray(expected)) {
    if (value.items.length !== expected.length) return 1;
    return value.items.reduce((sum, item, i) => sum + differing(item, expected[i]!), 0);
  }
  if (value.kind !== 'map' || typeof expected !== 'object' || expected === null || Array.isArray(expected)) return 0;
  let count = 0;
  for (const [key, entry] of value.entries) if (Object.hasOwn(expected, key)) count += differing(entry.value, expected[key]!);
  return count;
}

/** By prefix, the ids of the resources that stand there. */
function placesIn(stacks: readonly Stack[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>([['', new Set()]]);
  for (const { resources } of stacks) {
    for (const resource of resources.values()) {
      const prefix = prefixOfId(resource);
      const ids = places.get(prefix);
      if (ids === undefined) places.set(prefix, new Set([recordKey(resource)]));
      else ids.add(recordKey(resource));
    }
  }
  return places;
}

function prefixOfId({ id, logicalId }: Resource): string {
  return id.slice(0, id.length - logicalId.length);
}

function prefixOf(records: readonly ResourceDrift[], places: ReadonlyMap<string, ReadonlySet<string>>): string {
  let best = { prefix: '', count: 0 };
  for (const [prefix, ids] of places) {
    const count = records.filter((record) => ids.has(recordKey(record))).length;
    if (count > best.count) best = { prefix, count };
  }
  return best.prefix;
}

/** `arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/1a2b...` is the stack `orders`. */
function nameOf(stackId: string): string {
  return (/:stack\/([^/]+)/.exec(stackId)?.[1] ?? stackId).slice(0, LONGEST_NAME);
}
