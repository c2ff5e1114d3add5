import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["BOOKS"])


def lambda_handler(event, _context):
    found = table.get_item(Key={"isbn": event["isbn"]}, ConsistentRead=True)
    return found.get("Item")
