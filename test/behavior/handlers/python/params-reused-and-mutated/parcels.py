import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    params = {"Bucket": os.environ["INBOX"], "Key": event["label"]}
    body = s3.get_object(**params)["Body"].read()
    params["Bucket"] = os.environ["ARCHIVE"]
    params["Key"] = "done/" + params["Key"]
    s3.put_object(Body=body, **params)
