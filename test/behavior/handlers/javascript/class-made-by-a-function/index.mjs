import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';

const Told = (Base, topic) =>
  class extends Base {
    async save(item) {
      await super.save(item);
      await new SNSClient({}).send(new PublishCommand({ TopicArn: topic, Message: item.id.S }));
    }
  };

class Stored {
  constructor(TableName) {
    this.TableName = TableName;
  }

  async save(Item) {
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: this.TableName, Item }));
  }
}

class Shelf extends Told(Stored, process.env.TOLD) {}

export const handler = async ({ isbn }) => {
  const shelf = Reflect.construct(Shelf, [process.env.BOOKS]);
  await Reflect.apply(shelf.save, shelf, [{ id: { S: isbn } }]);
};
