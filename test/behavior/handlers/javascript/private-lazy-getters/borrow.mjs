import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

class Shed {
  static #only;
  #client;

  static get instance() {
    return (Shed.#only ??= new Shed());
  }

  get client() {
    return (this.#client ??= new DynamoDBClient({}));
  }

  lend = async (tool, neighbour, table = process.env.TOOLS) =>
    this.client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: { S: tool } },
        UpdateExpression: 'SET lentTo = :n',
        ExpressionAttributeValues: { ':n': { S: neighbour } },
      }),
    );
}

export const handler = async ({ tool, neighbour }) => {
  await Shed.instance.lend(tool, neighbour);
};
