import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

export const handler = async ({ text }) => {
  const topics = process.env.TOPICS.split(',').map((topic) => topic.trim());
  const results = await Promise.allSettled(topics.map((TopicArn) => sns.send(new PublishCommand({ TopicArn, Message: text }))));
  return results.filter(({ status }) => status === 'rejected').length;
};
