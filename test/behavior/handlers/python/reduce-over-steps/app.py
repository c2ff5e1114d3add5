import os
from functools import partial, reduce
from operator import itemgetter

import boto3

s3 = boto3.client("s3")


def load(bucket, key):
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()


def store(bucket, text):
    s3.put_object(Bucket=bucket, Key="out.txt", Body=text)
    return text


STEPS = [itemgetter("key"), partial(load, os.environ["RAW"]), str.upper, partial(store, os.environ["COOKED"])]


def handler(event, context):
    return reduce(lambda value, step: step(value), STEPS, event)
