const { DynamoDBClient, PutItemCommand, SNSClient, PublishCommand } = require('./aws');
const settings = require('./settings');

const dynamodb = new DynamoDBClient({ maxAttempts: Number(settings.RETRIES) });
const sns = new SNSClient({});

exports.handler = async ({ animal, kilos }) => {
  await dynamodb.send(new PutItemCommand({ TableName: settings.FEEDINGS, Item: { id: { S: animal }, kilos: { N: String(kilos) } } }));
  if (kilos > 50) await sns.send(new PublishCommand({ TopicArn: settings.ALERTS, Message: `${animal} ate ${kilos} kg` }));
};
