import os

import boto3

ses = boto3.client("sesv2")


def handler(event, context):
    ses.send_email(
        FromEmailAddress=os.environ["SENDER"],
        Destination={"ToAddresses": [event["reader"]]},
        Content={"Simple": {"Subject": {"Data": "Due tomorrow"}, "Body": {"Text": {"Data": event["title"]}}}},
    )
