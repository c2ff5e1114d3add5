import os

import boto3

stage = os.environ["STAGE"]
account = os.environ["ACCOUNT"]
BUCKET = f"clinic-exports-{stage}-{account}"


def handler(event, context):
    s3 = boto3.client("s3")
    s3.put_object(Bucket=BUCKET, Key="%s/%s.csv" % (event["clinic"], event["month"]), Body="id,name\n")
