const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');

const db = DynamoDBDocument.from(new DynamoDB({}));
const TableName = process.env.BOOKS;

exports.get = async ({ isbn }) => (await db.get({ TableName, Key: { isbn } })).Item;

exports.add = async (book) => {
  await db.put({ TableName, Item: book });
};

exports.remove = async ({ isbn }) => {
  await db.delete({ TableName, Key: { isbn } });
};
