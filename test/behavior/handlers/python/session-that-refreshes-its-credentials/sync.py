import os

import boto3
from botocore.credentials import RefreshableCredentials
from botocore.session import get_session


def refresh():
    credentials = boto3.client("sts").assume_role(RoleArn=os.environ["PARTNER_ROLE"], RoleSessionName="sync")["Credentials"]
    return {
        "access_key": credentials["AccessKeyId"],
        "secret_key": credentials["SecretAccessKey"],
        "token": credentials["SessionToken"],
        "expiry_time": credentials["Expiration"].isoformat(),
    }


def partner():
    session = get_session()
    session._credentials = RefreshableCredentials.create_from_metadata(
        metadata=refresh(), refresh_using=refresh, method="sts-assume-role"
    )
    return boto3.Session(botocore_session=session)


def handler(event, context):
    partner().client("dynamodb").scan(TableName=os.environ["OFFERS"])
