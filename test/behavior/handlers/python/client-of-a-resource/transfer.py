import os

import boto3

dynamodb = boto3.resource("dynamodb")
client = dynamodb.meta.client


def handler(event, context):
    return client.batch_get_item(RequestItems={os.environ["ACCOUNTS"]: {"Keys": [{"id": event["from"]}, {"id": event["to"]}]}})[
        "Responses"
    ]
