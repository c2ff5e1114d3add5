import os
from concurrent.futures import ThreadPoolExecutor, as_completed

import boto3

s3 = boto3.client("s3")


def size(key):
    return key, s3.head_object(Bucket=os.environ["SHELVES"], Key=key)["ContentLength"]


def tag(key):
    s3.put_object_tagging(Bucket=os.environ["SHELVES"], Key=key, Tagging={"TagSet": [{"Key": "seen", "Value": "yes"}]})


def handler(event, context):
    sizes = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(size, key) for key in event["keys"]]
        for future in as_completed(futures):
            key, found = future.result()
            sizes[key] = found
        list(pool.map(tag, sizes))
    return sizes
