import os

from aws_lambda_powertools.utilities import parameters


def handler(event, context):
    rate = parameters.get_parameter(os.environ["RATE_PARAMETER"], max_age=60)
    bank = parameters.get_secret(os.environ["BANK_SECRET"], transform="json")
    return {"amount": float(rate) * event["amount"], "bank": bank["name"]}
