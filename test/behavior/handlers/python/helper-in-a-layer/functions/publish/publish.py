import os

from kitchen import store


def handler(event, context):
    store.save(os.environ["RECIPES"], {"id": event["id"], "title": event["title"]})
