import json
import os

import boto3

firehose = boto3.client("firehose")


def handler(event, context):
    records = [{"Data": (json.dumps(each) + "\n").encode()} for each in event["rows"]]
    if len(records) == 1:
        firehose.put_record(DeliveryStreamName=os.environ["STREAM"], Record=records[0])
    else:
        firehose.put_record_batch(DeliveryStreamName=os.environ["STREAM"], Records=records)
