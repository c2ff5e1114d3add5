import io
import os

import boto3
from boto3.s3.transfer import TransferConfig

s3 = boto3.client("s3")
IN_PARTS = TransferConfig(multipart_threshold=6 * 1024 * 1024, multipart_chunksize=5 * 1024 * 1024, use_threads=False)


def handler(event, context):
    film = io.BytesIO(b"." * (event["megabytes"] * 1024 * 1024))
    s3.upload_fileobj(film, os.environ["FILMS"], event["name"], Config=IN_PARTS)
