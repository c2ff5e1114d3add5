import os

import boto3


class Base:
    def save(self, item):
        return item


class Stored(Base):
    def save(self, item):
        boto3.resource("dynamodb").Table(os.environ["ITEMS"]).put_item(Item=item)
        return super().save(item)


class Announced(Base):
    def save(self, item):
        boto3.client("sns").publish(TopicArn=os.environ["ITEMS_TOPIC"], Message=item["id"])
        return super().save(item)


class Shop(Stored, Announced):
    pass


def handler(event, context):
    return Shop().save({"id": event["id"]})
