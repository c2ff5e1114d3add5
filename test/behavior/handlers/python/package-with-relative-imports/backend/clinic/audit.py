import json
import os

import boto3

_kinesis = boto3.client("kinesis")


def record(what, subject):
    data = json.dumps({"what": what, "subject": subject}).encode()
    _kinesis.put_record(StreamName=os.environ["AUDIT_STREAM"], Data=data, PartitionKey=subject)
