import json
import os
from pathlib import Path

import boto3

FOLDER = os.path.dirname(os.path.abspath(__file__))
settings = json.loads((Path(__file__).parent / "settings.json").read_text())

with open(os.path.join(FOLDER, "settings.json"), encoding="utf-8") as file:
    again = json.load(file)


def handler(event, context):
    client = boto3.client("dynamodb")
    client.describe_table(TableName=settings["tables"]["orders"])
    client.get_item(TableName=again["tables"]["orders"], Key={"id": {"S": event["id"]}})
