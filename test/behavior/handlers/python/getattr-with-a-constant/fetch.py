import os

import boto3

s3 = boto3.client("s3")
READ = "get_object"


def handler(event, context):
    read = getattr(s3, READ)
    return read(Bucket=os.environ["SCANS"], Key=event["key"])["ContentLength"]
