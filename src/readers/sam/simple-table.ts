import { stringOf } from '../../util/node.ts';
import type { Buildable, MapNode } from '../../util/node.ts';
import { ownAttributes } from './attributes.ts';
import type { SamContext } from './context.ts';
import { tagList } from './tags.ts';
import { given, mapOf, prop, propertiesOf } from './values.ts';

const KEY_TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** Expands an AWS::Serverless::SimpleTable: a DynamoDB table with one key, paid per request unless throughput is provisioned. */
export function expandSimpleTable(context: SamContext, logicalId: string, resource: MapNode): void {
  const properties = propertiesOf(resource);
  const key = mapOf(given(properties, 'PrimaryKey'));
  const name: Buildable = key === undefined ? 'id' : keyName(context, logicalId, key);
  const throughput = given(properties, 'ProvisionedThroughput');
  const tags = mapOf(given(properties, 'Tags'));
  context.add(logicalId, {
    type: 'AWS::DynamoDB::Table',
    properties: {
      AttributeDefinitions: [{ AttributeName: name, AttributeType: key === undefined ? 'S' : keyType(context, logicalId, key) }],
      KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
      PointInTimeRecoverySpecification: given(properties, 'PointInTimeRecoverySpecification'),
      ProvisionedThroughput: throughput,
      BillingMode: throughput === undefined ? 'PAY_PER_REQUEST' : undefined,
      SSESpecification: given(properties, 'SSESpecification'),
      TableName: given(properties, 'TableName'),
      Tags: tags === undefined ? undefined : tagList(tags),
    },
    attributes: ownAttributes(resource),
    origin: resource.at,
  });
}

function keyName(context: SamContext, logicalId: string, key: MapNode): Buildable {
  const name = prop(key, 'Name');
  if (name === undefined) context.fail(logicalId, 'PrimaryKey needs a Name', key.at);
  return name ?? 'id';
}

function keyType(context: SamContext, logicalId: string, key: MapNode): string {
  const written = prop(key, 'Type');
  const type = stringOf(written) ?? '';
  if (Object.hasOwn(KEY_TYPES, type)) return KEY_TYPES[type]!;
  context.fail(logicalId, `PrimaryKey needs a Type: ${Object.keys(KEY_TYPES).join(', ')}`, written?.at ?? key.at);
  return 'S';
}
