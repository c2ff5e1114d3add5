import os

import boto3

ssm = boto3.client("ssm")
greeting = ssm.get_parameter(Name=os.environ["PARAMETER"], WithDecryption=False)["Parameter"]["Value"]


def handler(event, context):
    return f"{greeting}, {event['name']}"
