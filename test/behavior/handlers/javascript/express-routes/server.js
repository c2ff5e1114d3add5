const express = require('express');
const serverless = require('serverless-http');
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

const app = express();
const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});

app.use(express.json());

app.get('/goods/:id', async (request, response) => {
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: process.env.GOODS, Key: { id: { S: request.params.id } } }));
  response.json(Item);
});

app.post('/orders', async (request, response, next) => {
  try {
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.ORDERS, MessageBody: JSON.stringify(request.body) }));
    response.status(202).end();
  } catch (error) {
    next(error);
  }
});

module.exports.handler = serverless(app);
