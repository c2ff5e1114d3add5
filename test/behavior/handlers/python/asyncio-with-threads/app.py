import asyncio
import functools
import os

import boto3

s3 = boto3.client("s3")
table = boto3.resource("dynamodb").Table(os.environ["PAGES"])


async def save(page):
    await asyncio.to_thread(s3.put_object, Bucket=os.environ["SITE"], Key=f"{page}.html", Body=page)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, functools.partial(table.put_item, Item={"id": page}))


async def main(pages):
    await asyncio.gather(*(save(page) for page in pages))


def handler(event, context):
    asyncio.run(main(event["pages"]))
