import os

import boto3

scans = boto3.resource("s3").Bucket(os.environ["SCANS"])


def handler(event, context):
    scans.object_versions.filter(Prefix=f"{event['patient']}/").delete()
