import os

import boto3
from crhelper import CfnResource

helper = CfnResource(json_logging=True)
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@helper.create
@helper.update
def fill(event, _context):
    for variety in event["ResourceProperties"]["Varieties"]:
        table.put_item(Item={"id": variety})


@helper.delete
def nothing(_event, _context):
    pass


def handler(event, context):
    helper(event, context)
