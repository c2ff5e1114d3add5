import os

import boto3

s3 = boto3.client("s3")
dynamodb = boto3.client("dynamodb")


def handler(event, context):
    note(**event)
    return summary(event)


def note(Records, **further):
    """The event's own keys are the parameters."""
    for record in Records:
        bucket = record["s3"]["bucket"]["name"]
        key = record["s3"]["object"]["key"]
        size = s3.head_object(Bucket=bucket, Key=key)["ContentLength"]
        item = {"scan": {"S": key}, "size": {"N": str(size)}}
        dynamodb.put_item(TableName=os.environ["SCANS"], Item=item)


def summary(event):
    seen = {"seen": True, **event}
    bucket = seen["Records"][0]["s3"]["bucket"]["name"]
    return s3.list_objects_v2(Bucket=bucket, MaxKeys=10)["KeyCount"]
