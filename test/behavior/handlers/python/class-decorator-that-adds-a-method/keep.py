import os

import boto3


def stored(table):
    def decorate(cls):
        def save(self):
            boto3.resource("dynamodb").Table(table).put_item(Item=vars(self))

        cls.save = save
        return cls

    return decorate


@stored(os.environ["EGGS"])
class Egg:
    def __init__(self, number):
        self.id = number


def handler(event, context):
    Egg(event["number"]).save()
