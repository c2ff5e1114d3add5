import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const dynamodb = new DynamoDBClient({});
const s3 = new S3Client({});

const lines = () =>
  new Transform({
    readableObjectMode: true,
    transform(chunk, encoding, done) {
      for (const line of chunk.toString().split('\n')) if (line) this.push(line);
      done();
    },
  });

const rows = () =>
  new Writable({
    objectMode: true,
    write(line, encoding, done) {
      dynamodb
        .send(new PutItemCommand({ TableName: process.env.SEEDS, Item: { id: { S: line } } }))
        .then(() => done())
        .catch(done);
    },
  });

export const handler = async ({ key }) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.INBOX, Key: key }));
  await pipeline(Readable.from([await Body.transformToString()]), lines(), rows());
};
