import os

import boto3

s3 = boto3.resource("s3")


def handler(event, context):
    s3.Bucket(os.environ["TEMPORARY"]).objects.filter(Prefix=f"{event['job']}/").delete()
