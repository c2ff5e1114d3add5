import os

import boto3


def add(task):
    boto3.resource("dynamodb").Table(os.environ["TASKS"]).put_item(Item={"id": task})


def drop(task):
    boto3.resource("dynamodb").Table(os.environ["TASKS"]).delete_item(Key={"id": task})


def handler(event, context):
    if "add" in globals():
        globals()["add"](event["task"])
