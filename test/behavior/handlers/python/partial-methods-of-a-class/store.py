import os
from functools import partialmethod

import boto3


class Store:
    s3 = boto3.client("s3")

    def _put(self, bucket, key, body=b""):
        self.s3.put_object(Bucket=bucket, Key=key, Body=body)

    dairy = partialmethod(_put, os.environ["DAIRY"])
    wool = partialmethod(_put, os.environ["WOOL"], body=b"wool")


def handler(event, context):
    store = Store()
    store.dairy(event["key"])
    store.wool(event["key"])
