import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["STOCK"])


def handler(event, context):
    method = event["httpMethod"]
    if method == "GET":
        body = table.get_item(Key={"sku": event["pathParameters"]["sku"]}).get("Item")
    elif method == "PUT":
        body = json.loads(event["body"])
        table.put_item(Item=body)
    elif method == "DELETE":
        table.delete_item(Key={"sku": event["pathParameters"]["sku"]})
        body = None
    else:
        return {"statusCode": 405}
    return {"statusCode": 200, "body": json.dumps(body, default=str)}
