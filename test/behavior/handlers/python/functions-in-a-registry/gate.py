import os

import boto3

dynamodb = boto3.resource("dynamodb")
ACTIONS = {}


def action(name):
    def register(function):
        ACTIONS[name] = function
        return function

    return register


@action("enter")
def enter(event):
    dynamodb.Table(os.environ["VISITS"]).put_item(Item={"id": event["ticket"]})


@action("close")
def close(event):
    dynamodb.Table(os.environ["GATES"]).delete_item(Key={"id": event["gate"]})


def handler(event, context):
    ACTIONS[event["action"]](event)
