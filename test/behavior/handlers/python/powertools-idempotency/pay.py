import os

import boto3
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig, idempotent

store = DynamoDBPersistenceLayer(table_name=os.environ["IDEMPOTENCY_TABLE"])
payments = boto3.resource("dynamodb").Table(os.environ["PAYMENTS"])


@idempotent(persistence_store=store, config=IdempotencyConfig(event_key_jmespath="order"))
def handler(event, context):
    payments.put_item(Item={"id": event["order"], "amount": event["amount"]})
    return {"paid": event["amount"]}
