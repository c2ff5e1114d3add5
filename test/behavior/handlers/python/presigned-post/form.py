import os
import uuid

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    return s3.generate_presigned_post(os.environ["UPLOADS"], f"incoming/{uuid.uuid4()}", ExpiresIn=600)
