import itertools
import os

import boto3


class Lines:
    def __init__(self, bucket, key):
        self.body = boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].iter_lines()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.body).decode()


def chunks(items, size):
    items = iter(items)
    while chunk := list(itertools.islice(items, size)):
        yield chunk


def handler(event, context):
    client = boto3.client("dynamodb")
    for chunk in chunks(Lines(os.environ["INBOX"], event["key"]), 2):
        puts = [{"PutRequest": {"Item": {"id": {"S": line}}}} for line in chunk]
        client.batch_write_item(RequestItems={os.environ["SEEDS"]: puts})
