let publish;

async function load() {
  const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
  const client = new SNSClient({});
  return (message) => client.send(new PublishCommand({ TopicArn: process.env.ALERTS, Message: message }));
}

export const handler = async ({ temperature }) => {
  if (temperature < 35) return 'cool';
  publish ??= await load();
  await publish(`${temperature} degrees in the greenhouse`);
  return 'warned';
};
