import os

import boto3


class Members:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table(os.environ["MEMBERS"])

    def on_join(self, member):
        self.table.put_item(Item={"id": member})

    def on_leave(self, member):
        self.table.delete_item(Key={"id": member})

    def everyone(self):
        return self.table.scan()["Items"]

    def ignore(self, member):
        return None


def handler(event, context):
    members = Members()
    change = getattr(members, f"on_{event['change']}", members.ignore)
    change(event["member"])
