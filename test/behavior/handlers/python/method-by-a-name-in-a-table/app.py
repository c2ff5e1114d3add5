import os

import boto3

dynamodb = boto3.client("dynamodb")
METHODS = {"keep": "put_item", "drop": "delete_item"}


def handler(event, context):
    method = getattr(dynamodb, METHODS[event["do"]])
    what = {"Item": {"id": {"S": event["id"]}}} if event["do"] == "keep" else {"Key": {"id": {"S": event["id"]}}}
    method(TableName=os.environ["SEEDS"], **what)
