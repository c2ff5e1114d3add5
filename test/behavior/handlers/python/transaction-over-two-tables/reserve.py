import os

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    seat, ticket = event["seat"], context.aws_request_id
    dynamodb.transact_write_items(
        TransactItems=[
            {
                "Put": {
                    "TableName": os.environ["TICKETS"],
                    "Item": {"id": {"S": ticket}, "seat": {"S": seat}},
                    "ConditionExpression": "attribute_not_exists(id)",
                }
            },
            {
                "Update": {
                    "TableName": os.environ["SEATS"],
                    "Key": {"id": {"S": seat}},
                    "UpdateExpression": "SET ticket = :t",
                    "ExpressionAttributeValues": {":t": {"S": ticket}},
                }
            },
        ]
    )
    return ticket
