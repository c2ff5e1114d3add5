const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const tables = require('./tables.json');

const client = new DynamoDBClient({});

exports.handler = async ({ id }) => {
  await client.send(new PutItemCommand({ TableName: tables.parcel, Item: { id: { S: id } } }));
};
