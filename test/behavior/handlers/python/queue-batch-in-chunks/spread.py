import json
import os

import boto3

sqs = boto3.client("sqs")


def chunks(items, size):
    for start in range(0, len(items), size):
        yield items[start : start + size]


def handler(event, context):
    for chunk in chunks(event["fields"], 10):
        entries = [{"Id": str(i), "MessageBody": json.dumps(field)} for i, field in enumerate(chunk)]
        answer = sqs.send_message_batch(QueueUrl=os.environ["WORK"], Entries=entries)
        if answer.get("Failed"):
            raise RuntimeError(answer["Failed"])
