import os

import boto3
from boto3.dynamodb.conditions import Key

loans = boto3.resource("dynamodb").Table(os.environ["LOANS"])


def handler(event, context):
    query = {
        "KeyConditionExpression": Key("reader").eq(event["reader"]),
        "ScanIndexForward": False,
    }
    if event.get("limit"):
        query["Limit"] = event["limit"]
    found = []
    while True:
        page = loans.query(**query)
        found += page["Items"]
        if "LastEvaluatedKey" not in page:
            return found
        query["ExclusiveStartKey"] = page["LastEvaluatedKey"]
