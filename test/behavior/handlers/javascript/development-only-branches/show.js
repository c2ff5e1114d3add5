const { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } = require('@aws-sdk/client-dynamodb');

const isLocal = Boolean(process.env.AWS_SAM_LOCAL);
const client = new DynamoDBClient(process.env.IS_OFFLINE ? { endpoint: 'http://localhost:8000', region: 'local' } : {});

async function seed() {
  await client.send(new CreateTableCommand({ TableName: 'pages' }));
  await client.send(new PutItemCommand({ TableName: 'pages', Item: { id: { S: 'start' } } }));
}

exports.handler = async ({ id }) => {
  if (isLocal) await seed();
  const { Item } = await client.send(new GetItemCommand({ TableName: process.env.PAGES, Key: { id: { S: id } } }));
  return Item ?? null;
};

if (require.main === module) {
  seed();
}
