import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';

class Registry {
  #makers = new Map();
  #made = new Map();

  register(name, maker) {
    this.#makers.set(name, maker);
    return this;
  }

  resolve(name) {
    if (!this.#made.has(name)) this.#made.set(name, this.#makers.get(name)(this));
    return this.#made.get(name);
  }

  *[Symbol.iterator]() {
    for (const name of this.#makers.keys()) yield this.resolve(name);
  }
}

const registry = new Registry()
  .register('dynamodb', () => new DynamoDBClient({}))
  .register('sns', () => new SNSClient({}))
  .register('shelf', (all) => ({
    run: (id) => all.resolve('dynamodb').send(new PutItemCommand({ TableName: process.env.SHELF, Item: { id: { S: id } } })),
  }))
  .register('news', (all) => ({
    run: (id) => all.resolve('sns').send(new PublishCommand({ TopicArn: process.env.NEWS, Message: id })),
  }));

export const handler = async ({ id }) => {
  for (const service of registry) await service.run?.(id);
};
