import json
import os

import boto3

reports = boto3.resource("s3").Bucket(os.environ["REPORTS"])


def handler(event, context):
    bodies = (summary.get()["Body"].read() for summary in reports.objects.filter(Prefix="daily/"))
    return sum(json.loads(body)["litres"] for body in bodies)
