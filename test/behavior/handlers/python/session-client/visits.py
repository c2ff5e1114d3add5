import os

from boto3 import Session

session = Session(region_name=os.environ["REGION"])
client = session.client("dynamodb")


def handler(event, context):
    client.update_item(
        TableName=os.environ["VISITS"],
        Key={"id": {"S": event["patient"]}},
        UpdateExpression="ADD visits :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
