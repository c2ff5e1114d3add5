import json
import os

import boto3

stepfunctions = boto3.client("stepfunctions")
approvals = boto3.resource("dynamodb").Table(os.environ["APPROVALS"])


def handler(event, context):
    token = approvals.get_item(Key={"id": event["id"]})["Item"]["token"]
    if event["approved"]:
        stepfunctions.send_task_success(taskToken=token, output=json.dumps({"approved": True}))
    else:
        stepfunctions.send_task_failure(taskToken=token, error="Rejected")
