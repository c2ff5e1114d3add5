from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import boto3

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import Table


def table_of(name: str) -> Table:
    return boto3.resource("dynamodb").Table(name)


def handler(event: dict[str, Any], context: object) -> int:
    table: Table = table_of(os.environ["COUNTS"])
    answer = table.update_item(
        Key={"id": event["id"]},
        UpdateExpression="ADD n :one",
        ExpressionAttributeValues={":one": 1},
        ReturnValues="UPDATED_NEW",
    )
    return int(answer["Attributes"]["n"])
