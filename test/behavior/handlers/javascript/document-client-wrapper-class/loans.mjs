import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb';

export class LoanStore {
  constructor(table) {
    this.table = table;
    this.documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
  }

  async find(isbn) {
    const { Item } = await this.documents.send(new GetCommand({ TableName: this.table, Key: { isbn } }));
    return Item;
  }

  async lend(isbn, reader) {
    await this.documents.send(
      new PutCommand({ TableName: this.table, Item: { isbn, reader }, ConditionExpression: 'attribute_not_exists(isbn)' }),
    );
  }

  async byReader(reader) {
    const { Items } = await this.documents.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'byReader',
        KeyConditionExpression: 'reader = :reader',
        ExpressionAttributeValues: { ':reader': reader },
      }),
    );
    return Items ?? [];
  }

  async giveBack(isbn) {
    await this.documents.send(new DeleteCommand({ TableName: this.table, Key: { isbn } }));
  }
}
