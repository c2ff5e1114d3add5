import os

import boto3


def handler(event, context, client=None):
    client = client or boto3.client("dynamodb")
    client.put_item(TableName=os.environ["PICKUPS"], Item={"id": {"S": event["id"]}})
