import type { Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { Resource } from '../../../model/template.ts';
import { at } from '../../../util/node.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { asDynamoTable } from './simple-table.ts';

/** Databases of which CloudFormation takes a last snapshot instead of leaving them running (CloudFormation template reference, DeletionPolicy). */
const SNAPSHOT: ReadonlySet<string> = new Set([
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::DocDB::DBCluster',
  'AWS::Neptune::DBCluster',
]);

/** Properties by the name that the check gives the protection, and what to set. */
const PROPERTIES: Readonly<Record<string, { readonly path: string; readonly value: boolean | string }>> = {
  DeletionProtectionEnabled: { path: 'DeletionProtectionEnabled', value: true },
  'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled': {
    path: 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
    value: true,
  },
  DeletionProtection: { path: 'DeletionProtection', value: true },
  'DeletionProtection: ACTIVE': { path: 'DeletionProtection', value: 'ACTIVE' },
};

/** Sets what is missing. Where the owner wrote `Delete` or `false` it is a decision, so a person must read the edit. */
export const fix: CheckFix = {
  safety: 'safe',
  plan({ subject, data }, app) {
    const resource = app.resource(subject);
    if (resource === undefined) return noFix(`${subject} is not in the template`);
    const written = writtenOf(resource);
    if (written === undefined) return notWritten(resource);
    const missing = (data?.['missing'] ?? []) as readonly string[];
    if (written.type === resource.type) return protect(written, resource, missing);
    if (written.type !== 'AWS::Serverless::SimpleTable') return noFix(`SAM makes ${resource.logicalId} and takes no such setting for it`);
    return protectSimpleTable(written, resource, missing);
  },
};

function protect(written: Written, resource: Resource, missing: readonly string[]): Fix | NoFix {
  const attributes = attributeChanges(written, SNAPSHOT.has(resource.type) ? 'Snapshot' : 'Retain');
  const properties = missing.includes('PointInTimeRecoveryEnabled in every replica')
    ? replicaChanges(written)
    : propertyChanges(written, missing);
  if (attributes === null || properties === null) return noFix(`what protects ${resource.logicalId} depends on the deployment`);
  const isDecided = [...attributes, ...properties].some(({ path }) => at(written.node, ...path.slice(2)) !== undefined);
  return {
    safety: isDecided ? 'review' : 'safe',
    title: `Protect ${resource.logicalId} from deletion and replacement`,
    changes: [...attributes, ...properties],
  };
}

/** A simple table takes no deletion protection; as the table that SAM makes of it anyway it does, and nothing is replaced. */
function protectSimpleTable(written: Written, resource: Resource, missing: readonly string[]): Fix | NoFix {
  const table = asDynamoTable(written);
  if (table === null) return noFix(`${resource.logicalId} cannot be written as AWS::DynamoDB::Table`);
  const attributes = attributeChanges(written, 'Retain');
  const properties = propertyChanges(written, missing);
  if (attributes === null || properties === null) return noFix(`what protects ${resource.logicalId} depends on the deployment`);
  return {
    safety: 'review',
    title: `Write ${resource.logicalId} as the AWS::DynamoDB::Table that SAM makes of it, and protect it`,
    changes: [...attributes, ...table, ...properties],
  };
}

type SetOnly = Extract<Change, { kind: 'set' }>;

/** Null: a value is chosen by an intrinsic function. */
function attributeChanges(written: Written, value: 'Retain' | 'Snapshot'): SetOnly[] | null {
  const found = ['DeletionPolicy', 'UpdateReplacePolicy'].map((name) => ({ name, node: written.node.get(name) }));
  if (found.some(({ node }) => node !== undefined && node.kind !== 'scalar')) return null;
  // One without the other leaves a way to lose the data, so both are written.
  const kept = found.find(({ node }) => node?.kind === 'scalar' && node.value !== 'Delete')?.node;
  const word = kept?.kind === 'scalar' && kept.value === 'Snapshot' ? 'Snapshot' : kept === undefined ? value : 'Retain';
  return found
    .filter(({ node }) => node === undefined || (node.kind === 'scalar' && node.value === 'Delete'))
    .map(({ name }) => ({
      kind: 'set',
      file: written.file,
      path: [...written.path, name],
      value: word,
      after: written.node.has('DeletionPolicy') ? 'DeletionPolicy' : 'Type',
    }));
}

function propertyChanges(written: Written, missing: readonly string[]): SetOnly[] | null {
  const changes: SetOnly[] = [];
  for (const name of missing) {
    const property = PROPERTIES[name];
    if (property === undefined) continue;
    const there = writtenProperty(written, property.path);
    if (there !== undefined && there.kind !== 'scalar') return null;
    changes.push(setProperty(written, property.path, property.value));
  }
  return changes;
}

function replicaChanges(written: Written): SetOnly[] | null {
  const replicas = writtenProperty(written, 'Replicas');
  if (replicas?.kind !== 'list') return null;
  const setting = ['PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'];
  return replicas.items.flatMap((replica, index) => {
    const value = at(replica, ...setting);
    if (value?.kind === 'scalar' && value.value === true) return [];
    const path = [...written.path, 'Properties', 'Replicas', index, ...setting];
    return [{ kind: 'set', file: written.file, path, value: true }];
  });
}
