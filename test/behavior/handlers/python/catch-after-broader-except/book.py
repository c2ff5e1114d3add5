import os

import boto3
from botocore.exceptions import ClientError

slots = boto3.resource("dynamodb").Table(os.environ["SLOTS"])
sns = boto3.client("sns")


def handler(event, context):
    try:
        slots.put_item(Item={"id": event["slot"], "patient": event["patient"]})
    except Exception as error:
        print("not booked", error)
    except ClientError as error:
        sns.publish(TopicArn=os.environ["ALARMS"], Message=str(error))
