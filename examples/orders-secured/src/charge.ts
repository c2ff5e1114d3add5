import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openGateway } from './gateway.ts';
import { setStatus } from './store.ts';

const sns = new SNSClient({});

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const charge = await openGateway();
  const failures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    try {
      const { id, totalCents, cardToken } = JSON.parse(record.body);
      const paid = await charge(id, totalCents, cardToken);
      const order = await setStatus(id, paid ? 'paid' : 'declined');
      await sns.send(
        new PublishCommand({
          TopicArn: process.env.TOPIC_ARN,
          Message: JSON.stringify({ type: paid ? 'order-paid' : 'order-declined', id, email: order.email }),
        }),
      );
      console.info({ message: 'order charged', id, paid });
    } catch (error) {
      console.error({ message: 'charge failed', messageId: record.messageId, error: (error as Error).message });
      failures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures: failures };
}
