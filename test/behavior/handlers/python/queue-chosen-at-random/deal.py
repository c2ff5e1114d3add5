import logging
import os
import random

import boto3

logger = logging.getLogger()
logger.setLevel(getattr(logging, os.environ.get("LEVEL", "info").upper()))
sqs = boto3.client("sqs")
queues = [os.environ["LEFT"], os.environ["RIGHT"]]


def handler(event, context):
    sqs.send_message(QueueUrl=random.choice(queues), MessageBody=event["card"])
    for queue in random.sample(queues, 1):
        sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])
