import json
import os

import boto3

connections = boto3.resource("dynamodb").Table(os.environ["CONNECTIONS"])
gateway = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["ENDPOINT"])


def handler(event, context):
    for connection in connections.scan(ProjectionExpression="id")["Items"]:
        try:
            gateway.post_to_connection(ConnectionId=connection["id"], Data=json.dumps(event).encode())
        except gateway.exceptions.GoneException:
            connections.delete_item(Key={"id": connection["id"]})
