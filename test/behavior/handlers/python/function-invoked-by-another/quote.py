import json
import os

import boto3

lambda_client = boto3.client("lambda")


def handler(event, context):
    payload = json.dumps({"amount": event["amount"]}).encode()
    answer = lambda_client.invoke(FunctionName=os.environ["TAX_FUNCTION"], InvocationType="RequestResponse", Payload=payload)
    return json.loads(answer["Payload"].read())
