import json
from os import environ

from boto3 import client

s3 = client("s3")


def handler(event, context):
    s3.put_object(Bucket=environ["HARVESTS"], Key=f"{event['field']}.json", Body=json.dumps(event).encode())
