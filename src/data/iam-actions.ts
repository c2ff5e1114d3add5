import { generatedList } from './generated-list.ts';
import { entryKeys, entryOf } from './lines.ts';

/** What an action does to a resource, as the service authorization reference classes it; the narrower class where it names two. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging';

const LEVELS: readonly AccessLevel[] = ['List', 'Read', 'Write', 'Permissions management', 'Tagging'];

interface Action {
  readonly name: string;
  readonly level: AccessLevel;
  readonly takesResource: boolean;
}

/** Actions of one service by lower-case name: IAM compares actions without regard to case. */
type Service = ReadonlyMap<string, Action>;

const read = new Map<string, Service | undefined>();
const names = new Map<string, readonly string[]>();
let prefixes: readonly string[] | undefined;

/** Every service prefix that IAM knows (`s3`, `dynamodb`), sorted. */
export function servicePrefixes(): readonly string[] {
  return (prefixes ??= entryKeys(generatedList('iam-actions')));
}

/** The actions of a service without its prefix (`GetObject`), grouped by verb; undefined for a prefix that IAM does not know.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export function serviceActions(prefix: string): readonly string[] | undefined {
  const known = names.get(prefix);
  if (known !== undefined) return known;
  const service = serviceOf(prefix);
  if (service === undefined) return undefined;
  const all = Array.from(service.values(), ({ name }) => name);
  names.set(prefix, all);
  return all;
}

/** An action's name in AWS's spelling (`GetObject`), whatever the case it is given in; undefined for unknown actions. */
export function actionName(service: string, action: string): string | undefined {
  return serviceOf(service)?.get(action.toLowerCase())?.name;
}

/** Whether the action takes resource ARNs; false: only `*` matches it. Undefined for unknown actions. */
export function supportsResource(service: string, action: string): boolean | undefined {
  return serviceOf(service)?.get(action.toLowerCase())?.takesResource;
}

/** The action's access level; undefined for unknown actions. */
export function accessLevel(service: string, action: string): AccessLevel | undefined {
  return serviceOf(service)?.get(action.toLowerCase())?.level;
}

/** Every action that a policy's pattern covers, as `service:Action` in AWS's spelling: `s3:Get*`, `*`, `dynamodb:PutItem`.
 *  Empty when the pattern covers no known action. Cost: linear in the actions of the services it names. */
export function expandAction(pattern: string): readonly string[] {
  const known = expanded.get(pattern);
  if (known !== undefined) return known;
  if (expanded.size >= MOST_EXPANDED) expanded.clear();
  const actions = expansionOf(pattern);
  expanded.set(pattern, actions);
  return actions;
}

/** Several checks ask about each action of an app; a hostile template may hold thousands of patterns. */
const expanded = new Map<string, readonly string[]>();
const MOST_EXPANDED = 200;

function expansionOf(pattern: string): readonly string[] {
  const colon = pattern.indexOf(':');
  if (colon < 0 && !/^\*+$/.test(pattern)) return [];
  const service = (colon < 0 ? '*' : pattern.slice(0, colon)).toLowerCase();
  const action = (colon < 0 ? '*' : pattern.slice(colon + 1)).toLowerCase();
  const services = isGlob(service) ? servicePrefixes().filter((prefix) => globMatches(service, prefix)) : [service];
  return services.flatMap((prefix) => matching(prefix, action));
}

function matching(prefix: string, action: string): string[] {
  const service = serviceOf(prefix);
  if (!service) return [];
  if (!isGlob(action)) {
    const entry = service.get(action);
    return entry === undefined ? [] : [`${prefix}:${entry.name}`];
  }
  const actions: string[] = [];
  // Nearly every pattern is a word and a star: `get*`, `*`.
  const start = action.slice(0, -1);
  const isStart = action.endsWith('*') && !isGlob(start);
  for (const [name, entry] of service)
    if (isStart ? name.startsWith(start) : globMatches(action, name)) actions.push(`${prefix}:${entry.name}`);
  return actions;
}

function serviceOf(prefix: string): Service | undefined {
  const key = prefix.toLowerCase();
  const known = read.get(key);
  if (known || read.has(key)) return known;
  const line = entryOf(generatedList('iam-actions'), key);
  const service = line === undefined ? undefined : decode(line);
  read.set(key, service);
  return service;
}

/** An entry is `<verb> <noun><digit> ...|<verb> ...`; the digit is the level's index, plus 5 when the action takes resource ARNs. */
function decode(line: string): Service {
  const service = new Map<string, Action>();
  for (const group of line.split('|')) {
    const [verb = '', ...nouns] = group.split(' ');
    for (const noun of nouns) {
      const name = verb + noun.slice(0, -1);
      const digit = Number(noun.at(-1));
      service.set(name.toLowerCase(), { name, level: LEVELS[digit % 5] ?? 'Write', takesResource: digit >= 5 });
    }
  }
  return service;
}

function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** `*` matches any run of characters, `?` exactly one. Remembers only the last star, so hostile patterns cost no more than pattern times text. */
function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let star = -1;
  let retry = 0;
  for (let t = 0; t < text.length;) {
    if (pattern[p] === '*') {
      star = p++;
      retry = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++retry;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
