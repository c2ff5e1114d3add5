import json
import os

import boto3
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

app = APIGatewayRestResolver()
items = boto3.resource("dynamodb").Table(os.environ["ITEMS"])


@app.get("/items/<item_id>")
def get_item(item_id: str):
    item = items.get_item(Key={"id": item_id}).get("Item")
    if not item:
        raise NotFoundError(item_id)
    return item


@app.post("/items")
def add_item():
    items.put_item(Item=app.current_event.json_body)
    return {}, 201


@app.route("/items/<item_id>/backup", method=["POST"])
def back_up(item_id):
    text = json.dumps(get_item(item_id), default=str)
    boto3.client("s3").put_object(Bucket=os.environ["BACKUPS"], Key=f"items/{item_id}", Body=text)
    return {}


def handler(event, context):
    return app.resolve(event, context)
