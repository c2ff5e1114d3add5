const { KinesisClient, PutRecordCommand } = require('@aws-sdk/client-kinesis');

const kinesis = new KinesisClient({});

exports.put = (partition, data) =>
  kinesis.send(
    new PutRecordCommand({
      StreamName: process.env.STREAM,
      PartitionKey: partition,
      Data: Buffer.from(JSON.stringify(data)),
    }),
  );
