import asyncio
import os

import boto3

sns = boto3.client("sns")
sqs = boto3.client("sqs")


async def publish(text):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, lambda: sns.publish(TopicArn=os.environ["NEWS"], Message=text))


async def queue(text):
    await asyncio.to_thread(sqs.send_message, QueueUrl=os.environ["OUTBOX"], MessageBody=text)


async def run(texts):
    tasks = [publish(text) for text in texts] + [queue(text) for text in texts]
    await asyncio.gather(*tasks)


def handler(event, context):
    asyncio.run(run(event["texts"]))
