import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';

const lambda = new LambdaClient({});

const invoke = async (FunctionName, payload, InvocationType = 'RequestResponse') => {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, InvocationType, Payload: JSON.stringify(payload) }));
  return Payload === undefined ? undefined : JSON.parse(Buffer.from(Payload).toString() || 'null');
};

export const handler = async (event) => invoke(process.env.PRICE_FUNCTION, { sku: event.sku });
