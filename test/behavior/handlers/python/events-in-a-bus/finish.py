import json
import os

import boto3

events = boto3.client("events")


def entry(detail_type, detail):
    return {"Source": "clinic.visits", "DetailType": detail_type, "Detail": json.dumps(detail), "EventBusName": os.environ["BUS"]}


def handler(event, context):
    entries = [entry("VisitEnded", {"id": visit}) for visit in event["visits"]]
    events.put_events(Entries=entries)
