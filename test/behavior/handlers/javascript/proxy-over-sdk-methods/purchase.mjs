import { DynamoDB } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDB({});

async function callDb(method, params) {
  const started = process.hrtime.bigint();
  try {
    return await dynamodb[method]({ TableName: process.env.PURCHASES, ...params });
  } finally {
    console.log(method, process.hrtime.bigint() - started);
  }
}

export const handler = async ({ id, total }) => {
  const { Item } = await callDb('getItem', { Key: { id: { S: id } } });
  if (Item) return 'exists';
  await callDb('putItem', { Item: { id: { S: id }, total: { N: `${total}` } } });
  return 'saved';
};
