import os

import boto3

from decorators import audited, json_response, retry

questions = boto3.resource("dynamodb").Table(os.environ["QUESTIONS"])


@json_response
@audited(prefix="questions")
@retry(times=3)
def handler(event, context):
    return questions.get_item(Key={"id": event["id"]}).get("Item", {})
