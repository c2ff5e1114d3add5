import os

import boto3

dynamodb = boto3.resource("dynamodb")
TABLES = {
    "fruit": dynamodb.Table(os.environ["FRUIT"]),
    "grain": dynamodb.Table(os.environ["GRAIN"]),
}


def handler(event, context):
    table = TABLES[event["kind"]]
    return table.get_item(Key={"id": event["id"]}).get("Item")
