"""Tells customers whose payment was declined that their books still wait."""

import json
import logging
import os

import boto3
from boto3.dynamodb.conditions import Key

log = logging.getLogger()
log.setLevel(logging.INFO)

orders = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
topic = boto3.resource("sns").Topic(os.environ["TOPIC_ARN"])


def declined():
    query = {"IndexName": "byStatus", "KeyConditionExpression": Key("status").eq("declined")}
    while True:
        page = orders.query(**query)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        query["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def handler(event, context):
    sent = 0
    for order in declined():
        topic.publish(Message=json.dumps({"type": "payment-reminder", "id": order["id"], "email": order["email"]}))
        sent += 1
    log.info("sent %d reminders", sent)
    return {"reminders": sent}
