import os

import boto3

DEBUG = False
sales = boto3.resource("dynamodb").Table(os.environ["SALES"])


def handler(event, context):
    if DEBUG:
        sales.scan()
    sales.put_item(Item={"id": event["id"]})
    if os.environ.get("MIRROR") == "on":
        boto3.client("s3").put_object(Bucket="mirror", Key=event["id"], Body=b"")
    return event["id"]
    sales.delete_item(Key={"id": event["id"]})
