import json
import os

import boto3

_secrets = {}


def secret(name):
    if name not in _secrets:
        client = boto3.client("secretsmanager")
        _secrets[name] = json.loads(client.get_secret_value(SecretId=name)["SecretString"])
    return _secrets[name]


def handler(event, context):
    key = secret(os.environ["SECRET_ARN"])["apiKey"]
    table = boto3.resource("dynamodb").Table(os.environ["CHARGES"])
    table.put_item(Item={"id": event["id"], "keyEnding": key[-4:]})
