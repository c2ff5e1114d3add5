import os

import boto3

client = boto3.client("dynamodb")
table_name = os.environ["BEDS"]


def handler(event, context):
    key = {"ward": {"S": event["ward"]}}
    match event:
        case {"action": "free"}:
            client.delete_item(TableName=table_name, Key=key)
        case {"action": "take", "patient": patient}:
            client.put_item(TableName=table_name, Item={**key, "patient": {"S": patient}})
        case _:
            return client.get_item(TableName=table_name, Key=key).get("Item")
