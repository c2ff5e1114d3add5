import os

import boto3
from aws_xray_sdk.core import patch_all, xray_recorder

patch_all()
sqs = boto3.client("sqs")


@xray_recorder.capture("queue")
def queue(text):
    with xray_recorder.in_subsegment("send"):
        sqs.send_message(QueueUrl=os.environ["STEPS"], MessageBody=text)


def handler(event, context):
    queue(event["step"])
