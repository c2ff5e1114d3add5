import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import type { Resource } from '@aws-cdk/service-spec-types';
import { ATTRIBUTES_ADDED, ARN_ATTRIBUTE, REF, SAM_TYPE } from './resource-type-corrections.ts';
import { versionOf, writeGenerated } from './write.ts';

/** Rewrites resource-types.generated.json: per type `<ref kind><ref attribute>|<ARN attribute>|<attributes>`. */
export async function refreshResourceTypes(): Promise<string> {
  const database = await loadAwsServiceSpec();
  const entries = new Map<string, string>();
  for (const resource of database.all('resource')) {
    const type = resource.cloudFormationType;
    if (!SAM_TYPE.test(type)) entries.set(type, encode(resource));
  }
  return writeGenerated({
    file: 'resource-types.generated.json',
    from: `@aws-cdk/aws-service-spec ${versionOf('@aws-cdk/aws-service-spec')}`,
    entries,
  });
}

function encode(resource: Resource): string {
  const type = resource.cloudFormationType;
  const attributes = new Set([...Object.keys(resource.attributes), ...(ATTRIBUTES_ADDED[type] ?? [])]);
  return [REF[type] ?? ref(resource), ARN_ATTRIBUTE[type] ?? arnAttribute(resource), [...attributes].toSorted().join(' ')].join('|');
}

/** `Ref` gives the primary identifier; several parts are joined with a bar, and mean nothing outside CloudFormation. */
function ref(resource: Resource): string {
  const parts = resource.cfnRefIdentifier ?? resource.primaryIdentifier ?? [];
  const [only = ''] = parts;
  if (parts.length !== 1 || only.includes('/')) return 'o';
  return `${kindOf(only)}${only}`;
}

function kindOf(property: string): string {
  if (/arn$/i.test(property)) return 'a';
  if (/ur[li]$/i.test(property)) return 'u';
  if (/id$/i.test(property)) return 'i';
  return /name$|identifier$|^domain$|alias$/i.test(property) ? 'n' : 'o';
}

/** The attribute with the resource's own ARN: `Arn`, `<Resource>Arn`, the primary identifier, or `<tail of the resource's name>Arn`. */
function arnAttribute(resource: Resource): string {
  const name = resource.cloudFormationType.split('::')[2] ?? '';
  const candidates = Object.keys(resource.attributes).filter((attribute) => /^\w*arn$/i.test(attribute));
  const stem = (attribute: string): string => attribute.slice(0, -3).toLowerCase();
  const [identifier, ...others] = resource.primaryIdentifier ?? [];
  return (
    candidates.find((attribute) => stem(attribute) === '') ??
    candidates.find((attribute) => stem(attribute) === name.toLowerCase()) ??
    candidates.find((attribute) => attribute === identifier && others.length === 0) ??
    candidates.find(
      (attribute) => others.length === 0 && (stem(attribute) === 'resource' || name.toLowerCase().endsWith(stem(attribute))),
    ) ??
    ''
  );
}
