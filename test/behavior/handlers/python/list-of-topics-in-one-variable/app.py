import os

import boto3

sns = boto3.client("sns")


def handler(event, context):
    for topic in os.environ["TOPICS"].split(","):
        sns.publish(TopicArn=topic.strip(), Message=event["text"])
