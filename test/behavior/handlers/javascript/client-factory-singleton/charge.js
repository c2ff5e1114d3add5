const { SendMessageCommand } = require('@aws-sdk/client-sqs');
const { getSqs } = require('./clients');

exports.handler = async (event) => {
  const message = { QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify({ order: event.order, cents: event.cents }) };
  const { MessageId } = await getSqs().send(new SendMessageCommand(message));
  return MessageId;
};
