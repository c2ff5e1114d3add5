import { setTimeout as wait } from 'node:timers/promises';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';

const cloudwatch = new CloudWatchClient({});
const kinesis = new KinesisClient({});

const measured = (name) =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      cloudwatch
        .send(new PutMetricDataCommand({ Namespace: 'Farm', MetricData: [{ MetricName: name, Value: 1 }] }))
        .then(resolve, reject);
    });
  });

export const handler = async ({ cows }) => {
  await wait(1);
  const Records = cows.map((cow) => ({ PartitionKey: cow, Data: new TextEncoder().encode(cow) }));
  await kinesis.send(new PutRecordsCommand({ StreamName: process.env.STEPS, Records }));
  await measured('Cows');
};
