import json
import os

import boto3

scheduler = boto3.client("scheduler")


def handler(event, context):
    scheduler.create_schedule(
        Name=f"visit-{event['id']}",
        GroupName=os.environ["GROUP"],
        ScheduleExpression=f"at({event['at']})",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={"Arn": os.environ["TARGET_ARN"], "RoleArn": os.environ["ROLE_ARN"], "Input": json.dumps(event)},
    )
