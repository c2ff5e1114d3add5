import os
import time

import boto3

dynamodb = boto3.resource("dynamodb")


def logger_for(variable):
    table = dynamodb.Table(os.environ[variable])

    def log(subject, **details):
        item = {"id": f"{subject}#{time.time_ns()}", **details}
        table.put_item(Item=item)
        return item["id"]

    return log


log_water = logger_for("WATERING")
log_feed = logger_for("FEEDING")


def handler(event, context):
    if event["what"] == "water":
        return log_water(event["subject"], litres=event["amount"])
    return log_feed(event["subject"], kilos=event["amount"])
