import os

import boto3
from botocore.config import Config

s3 = boto3.client("s3", config=Config(signature_version="s3v4"))


def handler(event, context):
    url = s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": os.environ["INVOICES"], "Key": event["invoice"]},
        ExpiresIn=300,
    )
    return {"statusCode": 302, "headers": {"Location": url}}
