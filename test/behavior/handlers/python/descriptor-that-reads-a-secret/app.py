import json
import os

import boto3


class Secret:
    def __init__(self, variable):
        self.variable = variable

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        answer = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ[self.variable])
        return json.loads(answer["SecretString"])[self.name]


class Till:
    username = Secret("TILL_LOGIN")


def handler(event, context):
    return {"as": Till().username}
