import os

import boto3

dynamodb = boto3.client("dynamodb")
table = os.environ["PRICES"]


def handler(event, context):
    found = dynamodb.execute_statement(Statement=f'SELECT price FROM "{table}" WHERE sku = ?', Parameters=[{"S": event["sku"]}])
    for _ in found["Items"]:
        dynamodb.execute_statement(
            Statement=f'UPDATE "{table}" SET price = ? WHERE sku = ?',
            Parameters=[{"N": str(event["price"])}, {"S": event["sku"]}],
        )
