import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

const dynamodb = new DynamoDBClient({});

export const handler = async () => {
  const rows = [];
  for await (const { Items } of paginateScan({ client: dynamodb }, { TableName: process.env.HERD })) {
    for (const item of Items) rows.push(item.id.S);
  }
  const upload = new Upload({
    client: new S3Client({}),
    params: { Bucket: process.env.EXPORTS, Key: 'herd/latest.csv', Body: rows.join('\n') },
  });
  upload.on('httpUploadProgress', ({ loaded }) => console.log(loaded));
  await upload.done();
};
