import os

import boto3

dynamodb = boto3.resource("dynamodb")
posts = dynamodb.Table(os.environ["POSTS"])
comments = dynamodb.Table(os.environ["COMMENTS"])


def list_posts(event, context):
    return posts.scan(Limit=20)["Items"]


def add_post(event, context):
    posts.put_item(Item=event["post"])


def remove_comment(event, context):
    comments.delete_item(Key={"id": event["id"]})
