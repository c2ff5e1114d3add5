import os

import boto3

try:
    import orjson as json
except ImportError:
    import json

try:
    from .keys import key_of
except ImportError:
    from keys import key_of


def handler(event, context):
    boto3.client("s3").put_object(Bucket=os.environ["DUMPS"], Key=key_of(event["name"]), Body=json.dumps(event))
