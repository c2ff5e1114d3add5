import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';

class Keys {
  constructor(client, Bucket) {
    Object.assign(this, { client, Bucket });
  }

  async *[Symbol.asyncIterator]() {
    let token;
    do {
      const page = await this.client.send(new ListObjectsV2Command({ Bucket: this.Bucket, ContinuationToken: token }));
      yield* (page.Contents ?? []).map(({ Key }) => Key);
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }
}

const sqs = new SQSClient({});

export const handler = async () => {
  const Entries = [];
  for await (const key of new Keys(new S3Client({}), process.env.PHOTOS)) Entries.push({ Id: String(Entries.length), MessageBody: key });
  if (Entries.length > 0) await sqs.send(new SendMessageBatchCommand({ QueueUrl: process.env.RESIZE, Entries }));
};
