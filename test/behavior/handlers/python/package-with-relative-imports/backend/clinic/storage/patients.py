import os
import uuid

import boto3


class Patients:
    def __init__(self, table=None):
        self.table = table or boto3.resource("dynamodb").Table(os.environ["PATIENTS"])

    def add(self, name):
        patient = {"id": str(uuid.uuid4()), "name": name}
        self.table.put_item(Item=patient)
        return patient["id"]
