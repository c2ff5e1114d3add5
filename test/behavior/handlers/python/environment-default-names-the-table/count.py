import os

import boto3

TABLE = os.getenv("SEEDS_TABLE", "seed-stock")
table = boto3.resource("dynamodb").Table(TABLE)


def handler(event, context):
    return table.scan(Select="COUNT")["Count"]
