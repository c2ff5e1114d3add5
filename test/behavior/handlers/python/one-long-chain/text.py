import os

import boto3


def handler(event, context):
    return boto3.Session().resource("s3").Object(os.environ["TEXTS"], event["key"]).get()["Body"].read().decode("utf-8")
