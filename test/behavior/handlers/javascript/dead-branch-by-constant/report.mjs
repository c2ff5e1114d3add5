import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const USE_QUEUE = false;
const s3 = new S3Client({});

export const handler = async (event) => {
  if (process.env.DEBUG === 'true') {
    await new SNSClient({}).send(new PublishCommand({ TopicArn: event.topic, Message: 'started' }));
  }
  if (USE_QUEUE) {
    await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: event.queue, MessageBody: 'report' }));
  } else if (process.env.MODE === 's3') {
    await s3.send(new PutObjectCommand({ Bucket: process.env.REPORTS, Key: 'latest.json', Body: JSON.stringify(event) }));
  }
};
