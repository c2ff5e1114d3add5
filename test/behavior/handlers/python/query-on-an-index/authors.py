import os

import boto3
from boto3.dynamodb.conditions import Key

books = boto3.resource("dynamodb").Table(os.environ["BOOKS"])
INDEX = "by-author"


def handler(event, context):
    return books.query(IndexName=INDEX, KeyConditionExpression=Key("author").eq(event["author"]))["Items"]
