import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { SQSEvent } from 'aws-lambda';
import { charge } from './gateway.ts';
import { setStatus } from './store.ts';

const sns = new SNSClient({});

export async function handler(event: SQSEvent): Promise<void> {
  for (const record of event.Records) {
    console.log('charging', record.body);
    const { id, totalCents, cardToken } = JSON.parse(record.body);
    const paid = await charge(id, totalCents, cardToken);
    const order = await setStatus(id, paid ? 'paid' : 'declined');
    await sns.send(
      new PublishCommand({
        TopicArn: process.env.TOPIC_ARN,
        Message: JSON.stringify({ type: paid ? 'order-paid' : 'order-declined', id, email: order.email }),
      }),
    );
  }
}
