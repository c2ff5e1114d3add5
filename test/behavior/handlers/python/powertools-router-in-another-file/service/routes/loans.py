import os

import boto3
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

router = APIGatewayHttpRouter()
table = boto3.resource("dynamodb").Table(os.environ["LOANS"])


@router.delete("/<loan>")
def give_back(loan: str):
    table.delete_item(Key={"id": loan})
    return {}


@router.get("/")
def all_loans():
    return table.scan()["Items"]
