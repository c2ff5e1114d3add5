import os

import boto3

dynamodb = boto3.resource("dynamodb")


def table_of(kind):
    return dynamodb.Table(os.environ[f"{kind.upper()}_TABLE"])


def handler(event, context):
    return {kind: table_of(kind).scan(Select="COUNT")["Count"] for kind in ("cows", "sheep")}
