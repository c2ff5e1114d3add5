import os

import boto3


class Herd:
    def __init__(self, table_name: str) -> None:
        self.table_name = table_name
        self._table = boto3.resource("dynamodb").Table(table_name)

    def save(self, animal: dict) -> None:
        self._table.put_item(Item=animal)

    def find(self, tag: str) -> dict | None:
        return self._table.get_item(Key={"tag": tag}).get("Item")

    def remove(self, tag: str) -> None:
        self._table.delete_item(Key={"tag": tag})


herd = Herd(os.environ["ANIMALS"])


def handler(event, context):
    if herd.find(event["tag"]) is None:
        herd.save({"tag": event["tag"], "kind": event["kind"]})
