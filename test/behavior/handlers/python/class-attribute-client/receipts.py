import os

import boto3


class ReceiptStore:
    s3 = boto3.client("s3")
    bucket = os.environ.get("RECEIPTS")

    @classmethod
    def keep(cls, number, text):
        cls.s3.put_object(Bucket=cls.bucket, Key=cls.key_of(number), Body=text)

    @staticmethod
    def key_of(number):
        return "receipts/{}.txt".format(number)


def handler(event, context):
    ReceiptStore.keep(event["number"], event["text"])
