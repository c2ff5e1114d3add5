import os

import boto3

queue = boto3.resource("sqs").Queue(os.environ["RETURNS"])


def handler(event, context):
    done = []
    while messages := queue.receive_messages(MaxNumberOfMessages=10):
        for message in messages:
            done.append(message.body)
            message.delete()
    return done
