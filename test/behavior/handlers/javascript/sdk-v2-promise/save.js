const AWS = require('aws-sdk');

AWS.config.update({ region: process.env.AWS_REGION });

const dynamodb = new AWS.DynamoDB.DocumentClient();
const s3 = new AWS.S3();

exports.handler = async (event) => {
  await s3
    .putObject({ Bucket: process.env.ATTACHMENTS, Key: `notes/${event.id}.txt`, Body: event.attachment })
    .promise();
  await dynamodb.put({ TableName: process.env.NOTES, Item: { id: event.id, text: event.text } }).promise();
  return { ok: true };
};
