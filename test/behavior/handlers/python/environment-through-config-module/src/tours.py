import boto3

import config

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    return dynamodb.scan(TableName=config.TABLES["tours"], Limit=10)["Count"]
