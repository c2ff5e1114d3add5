import json

import boto3

MODEL = "amazon.nova-lite-v1:0"
bedrock = boto3.client("bedrock-runtime", region_name="us-east-1")


def handler(event, context):
    answer = bedrock.converse(modelId=MODEL, messages=[{"role": "user", "content": [{"text": event["text"]}]}])
    return answer["output"]["message"]["content"][0]["text"]
