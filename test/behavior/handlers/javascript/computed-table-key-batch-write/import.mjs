import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

const tableName = process.env.SEEDS_TABLE ?? 'seeds';
const db = DynamoDBDocument.from(new DynamoDBClient({}));

const chunks = (list, size) => (list.length === 0 ? [] : [list.slice(0, size), ...chunks(list.slice(size), size)]);

export const handler = async ({ seeds }) => {
  for (const part of chunks(seeds, 25)) {
    const requests = part.map((seed) => ({ PutRequest: { Item: seed } }));
    let pending = { [tableName]: requests };
    while (Object.keys(pending).length > 0) {
      const answer = await db.batchWrite({ RequestItems: pending });
      pending = answer.UnprocessedItems ?? {};
    }
  }
  return seeds.length;
};
