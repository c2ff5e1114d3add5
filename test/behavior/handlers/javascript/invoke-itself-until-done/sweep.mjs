import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';

const dynamodb = new DynamoDBClient({});
const lambda = new LambdaClient({});

export const handler = async (event, context) => {
  const { LastEvaluatedKey } = await dynamodb.send(
    new ScanCommand({ TableName: process.env.CART_TABLE, ExclusiveStartKey: event.from, Limit: 100 }),
  );
  if (LastEvaluatedKey) {
    await lambda.send(
      new InvokeCommand({
        FunctionName: context.functionName,
        InvocationType: 'Event',
        Payload: JSON.stringify({ from: LastEvaluatedKey }),
      }),
    );
  }
};
