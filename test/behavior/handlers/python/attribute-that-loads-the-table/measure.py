import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["HONEY"])


def handler(event, context):
    print(table.name, table.table_name)
    return table.item_count
