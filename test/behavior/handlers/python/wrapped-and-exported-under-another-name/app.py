import json
import os

import boto3

checkups = boto3.resource("dynamodb").Table(os.environ["CHECKUPS"])


def with_errors(handler):
    def wrapped(event, context):
        try:
            return handler(event, context)
        except KeyError as error:
            return {"statusCode": 400, "body": f"missing {error}"}

    return wrapped


def with_json(handler):
    return lambda event, context: {"statusCode": 200, "body": json.dumps(handler(event, context))}


def _checkup(event, context):
    checkups.put_item(Item={"id": event["id"], "weight": event["weight"]})
    return {"id": event["id"]}


lambda_handler = with_errors(with_json(_checkup))
