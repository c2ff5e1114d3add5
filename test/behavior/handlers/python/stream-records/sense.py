import json
import os

import boto3

kinesis = boto3.client("kinesis")


def handler(event, context):
    records = [{"Data": json.dumps(reading).encode(), "PartitionKey": reading["sensor"]} for reading in event["readings"]]
    kinesis.put_records(StreamName=os.environ["READINGS"], Records=records)
