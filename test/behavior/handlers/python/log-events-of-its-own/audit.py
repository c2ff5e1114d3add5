import os
import time

import boto3

logs = boto3.client("logs")
group = os.environ["GROUP"]


def handler(event, context):
    stream = context.aws_request_id
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    logs.put_log_events(
        logGroupName=group,
        logStreamName=stream,
        logEvents=[{"timestamp": int(time.time() * 1000), "message": event["text"]}],
    )
