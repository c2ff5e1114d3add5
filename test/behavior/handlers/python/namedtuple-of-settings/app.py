import os
from collections import namedtuple
from typing import NamedTuple

import boto3

Route = namedtuple("Route", ["queue", "delay"])


class Settings(NamedTuple):
    bucket: str
    routes: dict


settings = Settings(bucket=os.environ["STORE"], routes={"fast": Route(os.environ["FAST"], 0), "slow": Route(queue=os.environ["SLOW"], delay=60)})


def handler(event, context):
    route = settings.routes[event["route"]]
    boto3.client("s3").put_object(Bucket=settings.bucket, Key=event["id"], Body="")
    boto3.client("sqs").send_message(QueueUrl=route.queue, MessageBody=event["id"], DelaySeconds=route.delay)
