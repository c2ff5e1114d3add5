import os

import boto3
from aws_lambda_powertools.utilities.data_classes import S3Event, event_source

totals = boto3.resource("dynamodb").Table(os.environ["TOTALS"])


@event_source(data_class=S3Event)
def handler(event: S3Event, context):
    for record in event.records:
        totals.update_item(
            Key={"day": record.event_time[:10]},
            UpdateExpression="ADD scans :one",
            ExpressionAttributeValues={":one": 1},
        )
