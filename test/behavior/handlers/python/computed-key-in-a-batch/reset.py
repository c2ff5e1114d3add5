import os

import boto3

client = boto3.client("dynamodb")
TABLE = os.environ["SCORES"]


def handler(event, context):
    requests = [{"DeleteRequest": {"Key": {"player": {"S": player}}}} for player in event["players"]]
    pending = {TABLE: requests}
    while pending:
        pending = client.batch_write_item(RequestItems=pending)["UnprocessedItems"]
