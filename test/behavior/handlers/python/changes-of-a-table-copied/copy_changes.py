import os

import boto3
from boto3.dynamodb.types import TypeDeserializer

archive = boto3.resource("dynamodb").Table(os.environ["ARCHIVE"])
deserializer = TypeDeserializer()


def plain(image):
    return {name: deserializer.deserialize(value) for name, value in image.items()}


def handler(event, context):
    for record in event["Records"]:
        if record["eventName"] == "REMOVE":
            archive.delete_item(Key=plain(record["dynamodb"]["Keys"]))
        else:
            archive.put_item(Item=plain(record["dynamodb"]["NewImage"]))
