import os

import boto3

herd = boto3.resource("dynamodb").Table(os.environ["HERD"])


def handler(event, context):
    return {"table": herd.name, "animals": herd.item_count}
