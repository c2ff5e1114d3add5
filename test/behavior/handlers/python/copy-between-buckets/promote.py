import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    source = {"Bucket": os.environ["DRAFTS"], "Key": event["page"]}
    s3.copy_object(CopySource=source, Bucket=os.environ["PUBLISHED"], Key=event["page"], TaggingDirective="REPLACE")
    s3.delete_object(**source)
