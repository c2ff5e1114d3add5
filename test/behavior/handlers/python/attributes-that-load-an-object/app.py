import os

import boto3

scans = boto3.resource("s3").Bucket(os.environ["SCANS"])


def handler(event, context):
    scan = scans.Object(f"scans/{event['patient']}.dcm")
    return {"key": scan.key, "bytes": scan.content_length, "of": scan.bucket_name}
