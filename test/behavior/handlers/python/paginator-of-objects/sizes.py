import os

import boto3

paginator = boto3.client("s3").get_paginator("list_objects_v2")


def objects(bucket, prefix):
    for page in paginator.paginate(Bucket=bucket, Prefix=prefix):
        yield from page.get("Contents", [])


def handler(event, context):
    return sum(item["Size"] for item in objects(os.environ["PHOTOS"], "goats/"))
