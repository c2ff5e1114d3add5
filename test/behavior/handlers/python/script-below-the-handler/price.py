import os
import sys

import boto3

prices = boto3.resource("dynamodb").Table(os.environ["PRICES"])


def handler(event, context):
    return prices.get_item(Key={"id": event["id"]}).get("Item")


def reset():
    for item in prices.scan()["Items"]:
        prices.delete_item(Key={"id": item["id"]})


if __name__ == "__main__":
    if "--reset" in sys.argv:
        reset()
    print(handler({"id": sys.argv[1]}, None))
