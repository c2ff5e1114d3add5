import os
from functools import lru_cache

import boto3


@lru_cache(maxsize=None)
def client(name):
    return boto3.client(name)


@lru_cache
def bucket():
    return os.environ["MENUS"]


def handler(event, context):
    answer = client("s3").get_object(Bucket=bucket(), Key=event["day"] + ".txt")
    return answer["Body"].read().decode()
