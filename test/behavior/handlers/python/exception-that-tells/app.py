import os

import boto3


class Refused(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        boto3.client("sns").publish(TopicArn=os.environ["REFUSALS"], Message=reason)


def check(event):
    if event["age"] < 18:
        raise Refused("too young")


def handler(event, context):
    try:
        check(event)
    except Refused as refused:
        boto3.client("sqs").send_message(QueueUrl=os.environ["LATER"], MessageBody=str(refused))
    else:
        boto3.resource("dynamodb").Table(os.environ["GUESTS"]).put_item(Item={"id": event["name"]})
