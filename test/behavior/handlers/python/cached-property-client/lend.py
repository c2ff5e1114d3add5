import os
from functools import cached_property

import boto3


class Desk:
    @classmethod
    def from_environment(cls):
        return cls(loans=os.environ["LOANS"], late=os.environ["LATE_QUEUE"])

    def __init__(self, *, loans, late):
        self._loans = loans
        self._late = late

    @cached_property
    def loans(self):
        return boto3.resource("dynamodb").Table(self._loans)

    @cached_property
    def sqs(self):
        return boto3.client("sqs")

    def lend(self, book):
        self.loans.put_item(Item={"id": book})
        self.sqs.send_message(QueueUrl=self._late, MessageBody=book, DelaySeconds=900)


def handler(event, context):
    Desk.from_environment().lend(event["book"])
