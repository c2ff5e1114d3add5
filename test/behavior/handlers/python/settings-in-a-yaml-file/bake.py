import os

import boto3
import yaml

with open(os.path.join(os.path.dirname(__file__), "settings.yaml")) as file:
    settings = yaml.safe_load(file)


def handler(event, context):
    table = boto3.resource("dynamodb").Table(settings["tables"]["breads"])
    table.put_item(Item={"id": event["id"], "oven": settings["oven"]})
