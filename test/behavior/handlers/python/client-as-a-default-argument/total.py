import os

import boto3
from boto3.dynamodb.conditions import Key


def entries(account, table=boto3.resource("dynamodb").Table(os.environ["LEDGER"]), *, limit=100):
    return table.query(KeyConditionExpression=Key("account").eq(account), Limit=limit)["Items"]


def handler(event, context):
    return sum(int(entry["amount"]) for entry in entries(event["account"]))
