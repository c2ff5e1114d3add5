import json
import os

import boto3

_sqs = None


def get_sqs():
    global _sqs
    if _sqs is None:
        _sqs = boto3.client("sqs")
    return _sqs


def handler(event, context):
    get_sqs().send_message(QueueUrl=os.environ["REPAIRS_URL"], MessageBody=json.dumps(event))
