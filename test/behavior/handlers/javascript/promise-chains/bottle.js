const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { S3 } = require('@aws-sdk/client-s3');

const dynamodb = new DynamoDB({});
const s3 = new S3({});

function readBottle(id) {
  return dynamodb
    .getItem({ TableName: process.env.CELLAR, Key: { id: { S: id } } })
    .then(({ Item }) => Item || Promise.reject(new Error('no such bottle')));
}

exports.handler = (event) =>
  readBottle(event.id)
    .then((bottle) => s3.getObject({ Bucket: process.env.LABELS, Key: bottle.label.S }))
    .then((object) => object.Body.transformToString())
    .catch((error) => ({ error: error.message }));
