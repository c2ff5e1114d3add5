import os

import boto3

rekognition = boto3.client("rekognition")


def handler(event, context):
    picture = {"S3Object": {"Bucket": os.environ["PICTURES"], "Name": f"herd/{event['name']}"}}
    return [label["Name"] for label in rekognition.detect_labels(Image=picture, MaxLabels=5)["Labels"]]
