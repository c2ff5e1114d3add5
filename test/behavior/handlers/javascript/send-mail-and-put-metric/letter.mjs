import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

const ses = new SESv2Client({});
const cloudwatch = new CloudWatchClient({});

export const handler = async ({ to, text }) => {
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'Farm shop <hello@example.com>',
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: { Data: 'Your order' }, Body: { Text: { Data: text } } } },
    }),
  );
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'FarmShop', MetricData: [{ MetricName: 'Letters', Value: 1 }] }));
};
