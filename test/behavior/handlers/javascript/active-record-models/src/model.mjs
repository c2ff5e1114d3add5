import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export class Model {
  static async create(fields) {
    await documents.send(new PutCommand({ TableName: this.table, Item: fields }));
    return Object.assign(new this(), fields);
  }

  async destroy() {
    await documents.send(new DeleteCommand({ TableName: this.constructor.table, Key: { id: this.id } }));
  }
}
