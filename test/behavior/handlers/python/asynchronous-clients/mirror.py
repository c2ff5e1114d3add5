import asyncio
import os

import aioboto3

session = aioboto3.Session()


async def mirror(keys):
    async with session.client("s3") as s3:
        for key in keys:
            found = await s3.get_object(Bucket=os.environ["SOURCE"], Key=key)
            async with found["Body"] as body:
                await s3.put_object(Bucket=os.environ["TARGET"], Key=key, Body=await body.read())


def handler(event, context):
    asyncio.get_event_loop().run_until_complete(mirror(event["keys"]))
