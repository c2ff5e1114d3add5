import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';

const ssm = new SSMClient({});
const dynamodb = new DynamoDBClient({});

const tableName = ssm.send(new GetParameterCommand({ Name: process.env.TABLE_PARAMETER })).then(({ Parameter }) => Parameter.Value);

export const handler = async () => {
  const { Items } = await dynamodb.send(new ScanCommand({ TableName: await tableName }));
  return Items.length;
};
