import os

import boto3

locks = boto3.resource("dynamodb").Table(os.environ["LOCKS"])
s3 = boto3.client("s3")


def handler(event, context):
    locks.put_item(Item={"id": "work"}, ConditionExpression="attribute_not_exists(id)")
    try:
        text = event["text"].upper()
    except AttributeError:
        text = ""
    else:
        s3.put_object(Bucket=os.environ["WORK"], Key="text", Body=text)
    finally:
        locks.delete_item(Key={"id": "work"})
