const AWSXRay = require('aws-xray-sdk-core');
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');

const client = AWSXRay.captureAWSv3Client(new DynamoDBClient({}));

exports.handler = async (event) => {
  const answer = await client.send(new GetItemCommand({ TableName: process.env.HERBS, Key: { name: { S: event.name } } }));
  return answer.Item;
};
