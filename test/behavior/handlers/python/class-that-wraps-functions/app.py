import functools
import os

import boto3


class audited:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.sns = boto3.client("sns")

    def __call__(self, *args, **kwargs):
        result = self.function(*args, **kwargs)
        self.sns.publish(TopicArn=os.environ["AUDIT"], Message=self.function.__name__)
        return result


@audited
def handler(event, context):
    boto3.client("sqs").send_message(QueueUrl=os.environ["WORK"], MessageBody=event["text"])
