import os

import boto3


class Basket:
    def __init__(self, table):
        self.table = table

    def __setitem__(self, key, value):
        self.table.put_item(Item={"id": key, "value": value})

    def __getitem__(self, key):
        return self.table.get_item(Key={"id": key})["Item"]["value"]

    def __delitem__(self, key):
        self.table.delete_item(Key={"id": key})

    def __contains__(self, key):
        return "Item" in self.table.get_item(Key={"id": key})

    def __iter__(self):
        yield from (item["id"] for item in self.table.scan()["Items"])

    def __len__(self):
        return self.table.scan(Select="COUNT")["Count"]


def handler(event, context):
    basket = Basket(boto3.resource("dynamodb").Table(os.environ["BASKETS"]))
    basket["apple"] = 3
    if "apple" in basket:
        del basket["apple"]
    return [*basket], len(basket), basket["pear"] if event.get("pear") else None
