import type { SetChange, RemoveChange } from '../../../model/change.ts';
import { written as writtenAt } from '../../../model/written.ts';
import { stringOf, toJson } from '../../../util/node.ts';
import { propertyPath, setProperty, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';

const KEY_TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** What CloudFormation takes beside the properties of a table; of anything else SAM makes nothing, and CloudFormation would refuse it. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'Type',
  'Properties',
  'Condition',
  'DependsOn',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
]);

/**
 * Writes an `AWS::Serverless::SimpleTable` as the table that SAM makes of it: same logical id, same key, so CloudFormation sees no change.
 * Null where a part is chosen by an intrinsic function, comes from `Globals`, or stands beside the properties by mistake.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export function asDynamoTable(table: Written): (SetChange | RemoveChange)[] | null {
  if (table.node.keys().some((key) => !ATTRIBUTES.has(key))) return null;
  const key = writtenProperty(table, 'PrimaryKey');
  const tags = writtenProperty(table, 'Tags');
  const throughput = writtenProperty(table, 'ProvisionedThroughput');
  const name = key === undefined ? 'id' : stringOf(writtenProperty(table, 'PrimaryKey.Name'));
  const type = key === undefined ? 'S' : KEY_TYPES[stringOf(writtenProperty(table, 'PrimaryKey.Type')) ?? ''];
  if (name === undefined || type === undefined || writtenAt(table.file, ['Globals', 'SimpleTable']) !== undefined) return null;
  if (tags !== undefined && (tags.kind !== 'map' || tags.keys().some((tag) => tag.startsWith('Fn::')))) return null;
  const changes: (SetChange | RemoveChange)[] = [
    { kind: 'set', file: table.file, path: [...table.path, 'Type'], value: 'AWS::DynamoDB::Table' },
    setProperty(table, 'AttributeDefinitions', [{ AttributeName: name, AttributeType: type }]),
    setProperty(table, 'KeySchema', [{ AttributeName: name, KeyType: 'HASH' }]),
  ];
  if (key !== undefined) changes.push({ kind: 'remove', file: table.file, path: propertyPath(table, 'PrimaryKey') });
  if (throughput === undefined) changes.push(setProperty(table, 'BillingMode', 'PAY_PER_REQUEST'));
  if (tags !== undefined) {
    const list = [...tags.entries].map(([tag, { value }]) => ({ Key: tag, Value: toJson(value) }));
    changes.push(setProperty(table, 'Tags', list));
  }
  return changes;
}
