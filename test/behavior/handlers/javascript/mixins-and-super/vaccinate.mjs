import { DynamoDBClient, PutItemCommand, UpdateItemCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';

const Logging = (Base) =>
  class extends Base {
    async vaccinate(animal, vaccine) {
      await super.vaccinate(animal, vaccine);
      const Item = { id: { S: `${animal}-${vaccine}` }, at: { S: new Date().toISOString() } };
      await this.client.send(new PutItemCommand({ TableName: process.env.LOG, Item }));
    }
  };

class Register {
  client = new DynamoDBClient({});

  constructor(table) {
    this.table = table;
  }

  async vaccinate(animal, vaccine) {
    await this.client.send(
      new UpdateItemCommand({
        TableName: this.table,
        Key: { id: { S: animal } },
        UpdateExpression: 'SET vaccine = :v',
        ExpressionAttributeValues: { ':v': { S: vaccine } },
      }),
    );
  }

  async remove(animal) {
    await this.client.send(new DeleteItemCommand({ TableName: this.table, Key: { id: { S: animal } } }));
  }
}

const register = new (Logging(Register))(process.env.ANIMALS);

export const handler = ({ animal, vaccine }) => register.vaccinate(animal, vaccine);
