"""Renders the invoice of an order, keeps a copy and gives a link to it."""

import html
import json
import os
from decimal import Decimal

import boto3
from botocore.config import Config

orders = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
# Links to objects under a key of KMS must be signed with Signature Version 4
s3 = boto3.client("s3", config=Config(signature_version="s3v4"))
bucket = os.environ["BUCKET_NAME"]


def render(order):
    lines = "".join(
        f"<tr><td>{html.escape(line['isbn'])}</td><td>{line['quantity']}</td><td>{Decimal(line['priceCents']) / 100:.2f}</td></tr>"
        for line in order["lines"]
    )
    total = Decimal(order["totalCents"]) / 100
    return f"<h1>Invoice {html.escape(order['id'])}</h1><table>{lines}</table><p>Total {total:.2f} EUR</p>"


def handler(event, context):
    query = event.get("queryStringParameters") or {}
    if query.get("token") != os.environ["INVOICE_TOKEN"]:
        return {"statusCode": 403, "body": json.dumps({"message": "wrong token"})}
    order = orders.get_item(Key={"id": query.get("order", "")}).get("Item")
    if order is None:
        return {"statusCode": 404, "body": json.dumps({"message": "no such order"})}
    key = f"invoices/{order['id']}.html"
    s3.put_object(Bucket=bucket, Key=key, Body=render(order).encode("utf-8"), ContentType="text/html")
    link = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=300)
    return {"statusCode": 302, "headers": {"location": link}}
