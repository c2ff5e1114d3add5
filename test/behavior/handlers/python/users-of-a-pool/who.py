import os

import boto3

cognito = boto3.client("cognito-idp")


def handler(event, context):
    pool = os.environ["POOL_ID"]
    found = cognito.list_users(UserPoolId=pool, Filter=f'email = "{event["email"]}"', Limit=1)["Users"]
    for user in found:
        cognito.admin_disable_user(UserPoolId=pool, Username=user["Username"])
    return len(found)
