import os
from abc import ABC, abstractmethod

import boto3

dynamodb = boto3.resource("dynamodb")


class Repository(ABC):
    @property
    @abstractmethod
    def table_name(self) -> str: ...

    @property
    def table(self):
        return dynamodb.Table(self.table_name)

    def get(self, key):
        return self.table.get_item(Key={"id": key}).get("Item")


class Students(Repository):
    table_name = os.environ["STUDENTS"]

    def enrol(self, key, course):
        self.table.update_item(
            Key={"id": key},
            UpdateExpression="SET course = :c",
            ExpressionAttributeValues={":c": course},
        )


class Courses(Repository):
    @property
    def table_name(self):
        return os.environ["COURSES"]


def handler(event, context):
    if Courses().get(event["course"]) is None:
        raise LookupError("no such course")
    Students().enrol(event["student"], event["course"])
