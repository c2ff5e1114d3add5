import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const { SERVICE, STAGE } = process.env;
const tableName = (kind) => `${SERVICE}-${STAGE}-${kind}`;

const client = new DynamoDBClient({});

export const handler = async ({ bed, patient }) => {
  await client.send(new PutItemCommand({ TableName: tableName('beds'), Item: { id: { S: bed }, patient: { S: patient } } }));
};
