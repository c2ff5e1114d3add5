import functools
import os

import boto3


def count(event, context, *, table):
    answer = table.update_item(
        Key={"id": event["gate"]},
        UpdateExpression="ADD visitors :one",
        ExpressionAttributeValues={":one": 1},
        ReturnValues="UPDATED_NEW",
    )
    return int(answer["Attributes"]["visitors"])


handler = functools.partial(count, table=boto3.resource("dynamodb").Table(os.environ["GATES"]))
