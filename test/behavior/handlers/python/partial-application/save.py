import os
from functools import partial

import boto3

dynamodb = boto3.client("dynamodb")
save_crop = partial(dynamodb.put_item, TableName=os.environ["CROPS"])
save_weather = partial(dynamodb.put_item, TableName=os.environ["WEATHER"])


def handler(event, context):
    save_crop(Item={"id": {"S": event["crop"]}}, ReturnConsumedCapacity="NONE")
