import os
from operator import itemgetter

import boto3

RECORDS, DOCUMENTS = (os.environ[name] for name in ("RECORDS", "DOCUMENTS"))
bucket = itemgetter("DOCUMENTS")(os.environ)


def handler(event, context):
    boto3.resource("dynamodb").Table(RECORDS).put_item(Item={"id": event["id"]})
    boto3.client("s3").put_object(Bucket=DOCUMENTS, Key=event["id"], Body=b"-")
    boto3.client("s3").head_object(Bucket=bucket, Key=event["id"])
