import csv
import io
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["SEEDS"])


def handler(event, context):
    rows = csv.DictReader(io.StringIO(event["csv"]))
    with table.batch_writer(overwrite_by_pkeys=["id"]) as batch:
        for row in rows:
            if row["gone"] == "yes":
                batch.delete_item(Key={"id": row["id"]})
            else:
                batch.put_item(Item=row)
