import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    where = {"Bucket": os.environ["SITE"], "Key": "index.html"}
    s3.put_object(**where, Body=event["html"], ContentType="text/html")
    s3.get_waiter("object_exists").wait(**where, WaiterConfig={"Delay": 1, "MaxAttempts": 3})
