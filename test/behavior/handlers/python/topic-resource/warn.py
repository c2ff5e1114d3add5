import os

import boto3

frost = boto3.resource("sns").Topic(os.environ["FROST_TOPIC_ARN"])


def handler(event, context):
    if event["temperature"] < 0:
        frost.publish(Subject="Frost", Message=f"It is {event['temperature']} degrees at {event['field']}")
