import os

import boto3
import requests
from requests_aws4auth import AWS4Auth

credentials = boto3.Session().get_credentials()
auth = AWS4Auth(credentials.access_key, credentials.secret_key, "eu-west-1", "es", session_token=credentials.token)


def handler(event, context):
    url = f"https://{os.environ['SEARCH_HOST']}/plants/_search"
    return requests.get(url, auth=auth, params={"q": event["q"]}).json()
