import os
from datetime import datetime, timezone

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"][:10]:
        bucket = record["s3"]["bucket"]["name"]
        key = record["s3"]["object"]["key"]
        s3.get_object(Bucket=bucket, Key=key)
    stamp = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
    s3.put_object(Bucket=os.environ["INDEXES"], Key="index/" + stamp, Body=b"scans")
