import os

import boto3


def session_of(role):
    answer = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="share")
    credentials = answer["Credentials"]
    return boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def handler(event, context):
    partner = session_of(os.environ["PARTNER_ROLE"])
    partner.resource("dynamodb").Table(os.environ["OFFERS"]).put_item(Item={"id": event["id"]})
