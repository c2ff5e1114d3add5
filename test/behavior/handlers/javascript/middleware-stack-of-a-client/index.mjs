import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';

const cloudwatch = new CloudWatchClient({});
const s3 = new S3Client({});

s3.middlewareStack.add(
  (next, context) => async (args) => {
    const answer = await next(args);
    const MetricData = [{ MetricName: context.commandName, Value: 1 }];
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData }));
    return answer;
  },
  { step: 'initialize', name: 'counted' },
);

export const handler = async ({ key }) => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.SHELF, Key: key, Body: 'x' }));
};
