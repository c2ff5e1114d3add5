import os

import boto3

bucket = boto3.resource("s3").Bucket(os.environ["NOTES"])


def handler(event, context):
    note = bucket.Object(f"patients/{event['patient']}.txt")
    note.put(Body=event["text"].encode(), ContentType="text/plain")
    return {"bucket": note.bucket_name, "key": note.key}
