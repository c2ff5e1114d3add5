import os

from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import SSMProvider

provider = SSMProvider()
stage = os.environ["STAGE"]


def handler(event, context):
    everything = parameters.get_parameters(f"/clinic/{stage}", max_age=30)
    hours = provider.get(f"/clinic/{stage}/hours")
    return {"hours": hours, "phone": everything["phone"]}
