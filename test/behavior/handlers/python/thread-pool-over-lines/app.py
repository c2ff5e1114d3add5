import os
from concurrent.futures import ThreadPoolExecutor, as_completed

import boto3

sns = boto3.client("sns")
sqs = boto3.client("sqs")


def tell(line):
    return sns.publish(TopicArn=os.environ["NEWS"], Message=line)["MessageId"]


def keep(line):
    sqs.send_message(QueueUrl=os.environ["KEPT"], MessageBody=line)


def handler(event, context):
    with ThreadPoolExecutor(max_workers=2) as pool:
        ids = list(pool.map(tell, event["lines"]))
        waiting = [pool.submit(keep, line) for line in event["lines"]]
        for one in as_completed(waiting):
            one.result()
    return ids
