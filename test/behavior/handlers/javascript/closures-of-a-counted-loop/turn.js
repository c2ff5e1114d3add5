const { DynamoDBClient, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');

const client = new DynamoDBClient({});
const heaps = [process.env.COMPOST, process.env.MULCH];
const turns = [];

for (let i = 0; i < heaps.length; i++) {
  turns.push((day) =>
    client.send(
      new UpdateItemCommand({
        TableName: heaps[i],
        Key: { id: { S: 'heap' } },
        UpdateExpression: 'SET turned = :day',
        ExpressionAttributeValues: { ':day': { S: day } },
      }),
    ),
  );
}

exports.handler = async ({ day }) => {
  await Promise.all(turns.map((turn) => turn(day)));
};
