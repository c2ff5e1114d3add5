import os

import boto3

s3 = boto3.resource("s3")


def handler(event, context):
    source = {"Bucket": os.environ["INBOX"], "Key": event["key"]}
    s3.meta.client.copy(source, os.environ["ARCHIVE"], f"2026/{event['key']}")
    s3.Object(os.environ["INBOX"], event["key"]).delete()
