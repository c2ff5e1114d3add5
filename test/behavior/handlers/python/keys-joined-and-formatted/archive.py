import os
from datetime import date

import boto3

s3 = boto3.client("s3")
ROOT = "archive"


def key_of(*parts):
    return "/".join([ROOT, *parts])


def handler(event, context):
    today = date(2026, 3, 1).strftime("%Y/%m/%d")
    s3.put_object(Bucket=os.environ["RECORDS"], Key=key_of(today, event["id"]), Body=b"x")
    s3.head_object(Bucket=os.environ["RECORDS"], Key="{root}/{day}/{id}".format(root=ROOT, day=today, id=event["id"]))
