import os

import boto3

dynamodb = boto3.client("dynamodb")
sqs = boto3.client("sqs")


def handler(event, context):
    try:
        dynamodb.put_item(
            TableName=os.environ["MEMBERS"],
            Item={"email": {"S": event["email"]}},
            ConditionExpression="attribute_not_exists(email)",
        )
    except dynamodb.exceptions.ConditionalCheckFailedException:
        sqs.send_message(QueueUrl=os.environ["REPEATED"], MessageBody=event["email"])
        return {"statusCode": 409}
    return {"statusCode": 201}
