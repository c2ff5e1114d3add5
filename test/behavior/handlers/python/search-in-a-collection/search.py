import os

import boto3
from opensearchpy import OpenSearch, RequestsHttpConnection
from requests_aws4auth import AWS4Auth

session = boto3.Session()
keys = session.get_credentials()
region = os.environ["AWS_REGION"]
signer = AWS4Auth(keys.access_key, keys.secret_key, region, "aoss", session_token=keys.token)
host = os.environ["COLLECTION_ENDPOINT"].replace("https://", "").rstrip("/")
recipes = OpenSearch(
    hosts=[{"host": host, "port": 443}],
    http_auth=signer,
    use_ssl=True,
    connection_class=RequestsHttpConnection,
)


def handler(event, context):
    connector = {"name": "embeddings", "protocol": "aws_sigv4", "credential": {"roleArn": os.environ["MODEL_ROLE"]}}
    recipes.transport.perform_request("POST", "/_plugins/_ml/connectors/_create", body=connector)
    found = recipes.search(index="recipes", body={"query": {"match": {"title": event["title"]}}})
    return found["hits"]["hits"]
