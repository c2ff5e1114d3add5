import os
from collections import namedtuple
from types import SimpleNamespace
from typing import NamedTuple

import boto3


class Settings(NamedTuple):
    bucket: str
    prefix: str = "signed/"


Topics = namedtuple("Topics", ["signed", "rejected"])

settings = Settings(bucket=os.environ["CONTRACTS"])
topics = Topics(os.environ["SIGNED_TOPIC"], None)
clients = SimpleNamespace(s3=boto3.client("s3"), sns=boto3.client("sns"))


def handler(event, context):
    clients.s3.put_object(Bucket=settings.bucket, Key=settings.prefix + event["id"], Body=b"signed")
    clients.sns.publish(TopicArn=topics.signed, Message=event["id"])
