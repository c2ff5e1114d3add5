import os

import boto3


def run(event):
    boto3.resource("dynamodb").Table(os.environ["SHOP"]).delete_item(Key={"id": event["id"]})
