const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');

const client = new SNSClient({});
const send = client.send.bind(client);

function publish(topic, message) {
  return send(new PublishCommand({ TopicArn: topic, Message: message }));
}

const ring = publish.bind(null, process.env.BELL_TOPIC);

exports.handler = async (event) => {
  await ring.call(undefined, `Bell ${event.bell}`);
};
