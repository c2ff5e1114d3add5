import os
from dataclasses import dataclass, field
from typing import Any


def s3_client():
    import boto3

    return boto3.client("s3")


@dataclass
class Shelf:
    bucket: str = field(default_factory=lambda: os.environ["SHELF"])
    client: Any = field(default_factory=s3_client, repr=False)

    def put(self, key, body):
        self.client.put_object(Bucket=self.bucket, Key=key, Body=body)


def handler(event, context):
    Shelf().put(event["isbn"], event["text"])
