import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

class Query {
  #input = {};
  static on(TableName) {
    const query = new Query();
    query.#input.TableName = TableName;
    return query;
  }
  index(IndexName) {
    this.#input.IndexName = IndexName;
    return this;
  }
  where(name, value) {
    Object.assign(this.#input, {
      KeyConditionExpression: '#k = :v',
      ExpressionAttributeNames: { '#k': name },
      ExpressionAttributeValues: { ':v': { S: value } },
    });
    return this;
  }
  then(resolve, reject) {
    return new DynamoDBClient({}).send(new QueryCommand(this.#input)).then(({ Items }) => Items, undefined).then(resolve, reject);
  }
}

export const handler = async ({ reader }) => {
  const loans = await Query.on(process.env.LOANS).index('byReader').where('reader', reader);
  await new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.COUNTED, Message: String(loans.length) }));
};
