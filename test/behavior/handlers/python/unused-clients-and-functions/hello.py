import os

import boto3

import storage

sns = boto3.client("sns")
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def forget_everyone():
    for guest in table.scan()["Items"]:
        table.delete_item(Key={"id": guest["id"]})


def handler(event, context):
    # storage.remove("photos", event["photo"])
    table.put_item(Item={"id": event["guest"]})
    return f"Hello, {event['guest']}"


class Cleaner:
    def clean(self):
        sns.publish(TopicArn="arn:aws:sns:eu-west-1:111122223333:cleaned", Message="clean")
