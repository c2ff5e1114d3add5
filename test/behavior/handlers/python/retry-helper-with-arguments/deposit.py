import os
import time

import boto3
from botocore.exceptions import ClientError

savings = boto3.resource("dynamodb").Table(os.environ["SAVINGS"])


def with_retry(function, *args, attempts=3, **kwargs):
    for attempt in range(attempts):
        try:
            return function(*args, **kwargs)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ThrottlingException" or attempt == attempts - 1:
                raise
            time.sleep(2**attempt)


def handler(event, context):
    with_retry(
        savings.update_item,
        attempts=2,
        Key={"id": event["id"]},
        UpdateExpression="ADD amount :a",
        ExpressionAttributeValues={":a": event["amount"]},
    )
