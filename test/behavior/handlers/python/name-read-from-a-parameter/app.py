import os

import boto3

ssm = boto3.client("ssm")


def table_name():
    return ssm.get_parameter(Name=os.environ["TABLE_PARAMETER"])["Parameter"]["Value"]


def handler(event, context):
    return boto3.resource("dynamodb").Table(table_name()).get_item(Key={"id": event["id"]}).get("Item")
