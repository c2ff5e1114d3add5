import os

import boto3

dynamodb = boto3.client("dynamodb")
PERSONAL = ["CARTS", "WISHES"]


def handler(event, context):
    for name in PERSONAL:
        dynamodb.delete_item(TableName=os.environ[name], Key={"customer": {"S": event["customer"]}})
