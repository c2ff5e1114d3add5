import os

import boto3

s3 = boto3.client("s3")
ASPECTS = ("versioning", "location", "tagging")


def handler(event, context):
    found = {}
    for aspect in ASPECTS:
        try:
            found[aspect] = getattr(s3, f"get_bucket_{aspect}")(Bucket=os.environ["VAULT"])
        except s3.exceptions.ClientError:
            found[aspect] = None
    return list(found)
