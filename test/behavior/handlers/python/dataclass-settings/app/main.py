import json

import boto3

from app.settings import settings

orders = boto3.resource("dynamodb").Table(settings.orders)
events = boto3.client("events")


def handler(event, context):
    orders.put_item(Item={"id": event["id"]})
    events.put_events(
        Entries=[
            {
                "EventBusName": settings.bus,
                "Source": settings.source,
                "DetailType": "OrderPlaced",
                "Detail": json.dumps({"id": event["id"]}),
            }
        ]
    )
