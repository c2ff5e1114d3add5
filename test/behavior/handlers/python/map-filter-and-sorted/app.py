import os
from itertools import chain

import boto3

s3 = boto3.client("s3")
BUCKET = os.environ["ATTIC"]


def keys(prefix):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    yield from (found["Key"] for page in pages for found in page.get("Contents", []))


def drop(key):
    s3.delete_object(Bucket=BUCKET, Key=key)
    return key


def handler(event, context):
    old = filter(lambda key: key.endswith(".tmp"), chain.from_iterable(map(keys, event["prefixes"])))
    return sorted(map(drop, old), key=len)
