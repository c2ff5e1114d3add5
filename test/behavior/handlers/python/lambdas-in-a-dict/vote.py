import os

import boto3

votes = boto3.resource("dynamodb").Table(os.environ["VOTES"])

METHODS = {
    "POST": lambda body: votes.put_item(Item=body),
    "DELETE": lambda body: votes.delete_item(Key={"id": body["id"]}),
}


def handler(event, context):
    method = METHODS.get(event["method"], lambda body: None)
    method(event["body"])
