const { promisify } = require('util');
const AWS = require('aws-sdk');

const dynamodb = new AWS.DynamoDB.DocumentClient({ params: { TableName: process.env.WEIGHTS } });
const put = promisify(dynamodb.put).bind(dynamodb);
const get = promisify(dynamodb.get.bind(dynamodb));

exports.handler = async ({ animal, kilos }) => {
  await put({ Item: { id: animal, kilos } });
  const { Item } = await get({ Key: { id: animal } });
  return Item;
};
