export const handler = async (event) => {
  for (const record of event.Records) {
    const { s3 } = record;
    const description = record.sns?.publish ?? s3.object;
    console.log(`bucket ${s3.bucket.name}, key ${s3.object.key}, ${description.size}`);
    record.dynamodb?.Keys && console.log(Object.keys(record.dynamodb.Keys));
  }
};
