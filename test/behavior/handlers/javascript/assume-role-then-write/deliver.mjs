import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';

const sts = new STSClient({});

async function partnerBucket() {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: process.env.PARTNER_ROLE, RoleSessionName: 'deliver', DurationSeconds: 900 }),
  );
  return new S3Client({
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    },
  });
}

export const handler = async ({ name, text }) => {
  const client = await partnerBucket();
  await client.send(new PutObjectCommand({ Bucket: process.env.OUTBOX, Key: `orders/${name}`, Body: text }));
};
