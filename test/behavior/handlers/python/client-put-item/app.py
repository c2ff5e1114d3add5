import os

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    order = event["order"]
    dynamodb.put_item(
        TableName=os.environ["ORDERS_TABLE"],
        Item={"id": {"S": order["id"]}, "total": {"N": str(order["total"])}},
    )
    return {"id": order["id"]}
