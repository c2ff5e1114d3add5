import os

import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    key = {"Keys": [{"id": event["reader"]}]}
    answer = dynamodb.batch_get_item(RequestItems={os.environ["READERS"]: key, os.environ["FEES"]: dict(key, ConsistentRead=True)})
    return {table: items for table, items in answer["Responses"].items()}
