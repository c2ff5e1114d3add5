import { PublishCommand } from '@aws-sdk/client-sns';

export function harvestMessage(field, kilos) {
  return new PublishCommand({
    TopicArn: process.env.TOPIC_ARN,
    Subject: 'Harvest',
    Message: JSON.stringify({ field, kilos }),
  });
}
