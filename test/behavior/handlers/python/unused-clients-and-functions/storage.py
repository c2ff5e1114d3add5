import boto3

s3 = boto3.client("s3")


def remove(bucket, key):
    s3.delete_object(Bucket=bucket, Key=key)
