import os
from abc import ABC, abstractmethod

import boto3


class Channel(ABC):
    @abstractmethod
    def send(self, text): ...


class QueueChannel(Channel):
    def send(self, text):
        boto3.client("sqs").send_message(QueueUrl=os.environ["OUTBOX"], MessageBody=text)


class TopicChannel(Channel):
    def send(self, text):
        boto3.client("sns").publish(TopicArn=os.environ["NEWS"], Message=text)


CHANNELS = {"queue": QueueChannel, "topic": TopicChannel}


def channel() -> Channel:
    return CHANNELS[os.environ["CHANNEL"]]()


def handler(event, context):
    channel().send(event["text"])
