import os

import boto3


class Greeter:
    def __init__(self, table):
        self._table = table

    def __call__(self, event, context):
        self._table.put_item(Item={"name": event["name"]})
        return f"Good day, {event['name']}"


handler = Greeter(boto3.resource("dynamodb").Table(os.environ["GREETED"]))
