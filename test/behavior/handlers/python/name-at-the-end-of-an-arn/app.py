import os

import boto3

TABLE = os.environ["BELLS_ARN"].split("/")[-1]
TOPIC_NAME = os.environ["RUNG_ARN"].rsplit(":", 1)[1]


def handler(event, context):
    boto3.client("dynamodb").put_item(TableName=TABLE, Item={"id": {"S": event["bell"]}, "topic": {"S": TOPIC_NAME}})
    boto3.client("sns").publish(TopicArn=os.environ["RUNG_ARN"], Message=event["bell"])
