import os

import boto3

ssm = boto3.client("ssm")


def load(path):
    found = {}
    for page in ssm.get_paginator("get_parameters_by_path").paginate(Path=path, Recursive=True):
        for parameter in page["Parameters"]:
            found[parameter["Name"].rsplit("/", 1)[-1]] = parameter["Value"]
    return found


def handler(event, context):
    return load(f"/library/{os.environ['STAGE']}")
