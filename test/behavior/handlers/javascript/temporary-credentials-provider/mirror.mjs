import { DynamoDBClient, ScanCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

const theirs = new DynamoDBClient({ credentials: fromTemporaryCredentials({ params: { RoleArn: process.env.ROLE_ARN } }) });
const ours = new DynamoDBClient({});

export const handler = async () => {
  const { Items } = await theirs.send(new ScanCommand({ TableName: 'orders' }));
  for (const Item of Items) await ours.send(new PutItemCommand({ TableName: process.env.COPY, Item }));
};
