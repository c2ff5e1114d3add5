const { S3, SNS } = require('aws-sdk');

const s3 = new S3();
const sns = new SNS({ params: { TopicArn: process.env.COPIED } });

exports.handler = async ({ key }) => {
  const request = s3.getObject({ Bucket: process.env.FROM, Key: key });
  request.on('success', (response) => console.log(response.data.ContentLength));
  const { Body } = await request.promise();
  await Promise.all([
    s3.upload({ Bucket: process.env.TO, Key: key, Body }).promise(),
    s3.deleteObject({ Bucket: process.env.FROM, Key: key }).promise(),
  ]);
  await sns.publish({ Message: key }).promise();
};
