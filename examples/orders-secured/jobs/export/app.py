"""Writes every order of the shop into one CSV file, each night."""

import csv
import io
import logging
import os
from datetime import datetime, timezone

import boto3

log = logging.getLogger()
log.setLevel(logging.INFO)

dynamodb = boto3.client("dynamodb")
s3 = boto3.client("s3")

COLUMNS = ["id", "customer", "email", "status", "totalCents", "placedAt"]


def rows():
    pages = dynamodb.get_paginator("scan").paginate(TableName=os.environ["TABLE_NAME"])
    for page in pages:
        for item in page["Items"]:
            yield [next(iter(item.get(column, {"S": ""}).values())) for column in COLUMNS]


def handler(event, context):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for row in rows():
        writer.writerow(row)
        count += 1
    day = datetime.now(timezone.utc).strftime("%Y-%m-%d")
    key = f"exports/{day}.csv"
    s3.put_object(Bucket=os.environ["BUCKET_NAME"], Key=key, Body=text.getvalue().encode("utf-8"), ContentType="text/csv")
    log.info("wrote %d orders to %s", count, key)
    return {"orders": count, "key": key}
