import { DynamoDBClient, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

class Writer {
  pending = [];
  timer = null;

  add(item) {
    return new Promise((resolve, reject) => {
      this.pending.push({ item, resolve, reject });
      this.timer ??= setTimeout(() => this.flush(), 5);
    });
  }

  flush = async () => {
    const batch = this.pending.splice(0, 25);
    this.timer = null;
    try {
      const requests = batch.map(({ item }) => ({ PutRequest: { Item: item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [process.env.READINGS]: requests } }));
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
}

const writer = new Writer();

export const handler = async ({ readings }) => {
  await Promise.all(readings.map((litres, index) => writer.add({ id: { S: `${index}` }, litres: { N: `${litres}` } })));
};
