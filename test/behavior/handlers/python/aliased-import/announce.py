import os as system

import boto3 as aws

sns = aws.client(service_name="sns")


def handler(event, context):
    return sns.publish(TopicArn=system.environ["NEWS_TOPIC"], Subject="News", Message=event["text"])["MessageId"]
