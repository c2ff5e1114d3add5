import os

import boto3


class Clients(dict):
    def __missing__(self, service):
        self[service] = boto3.client(service)
        return self[service]


clients = Clients()


def handler(event, context):
    clients["sqs"].send_message(QueueUrl=os.environ["POST"], MessageBody=event["text"])
