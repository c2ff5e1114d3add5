import os

import boto3


def run(event):
    boto3.resource("dynamodb").Table(os.environ["SHOP"]).put_item(Item={"id": event["id"]})
