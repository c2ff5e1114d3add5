import json
import os

import boto3

stepfunctions = boto3.client("stepfunctions")


def handler(event, context):
    started = stepfunctions.start_execution(stateMachineArn=os.environ["MACHINE"], input=json.dumps(event))
    return started["executionArn"]
