const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand, DeleteCommand } = require('@aws-sdk/lib-dynamodb');

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async function (event) {
  const params = { TableName: process.env.SALES, Key: { day: event.day } };
  const { Item } = await client.send(new GetCommand(params));

  const total = (Item ? Item.amounts : []).reduce((sum, amount) => sum + amount, 0);
  await client.send(new DeleteCommand(params));

  params.TableName = process.env.TOTALS;
  delete params.Key;
  params.Item = { day: event.day, total };
  await client.send(new PutCommand(params));
  return total;
};
