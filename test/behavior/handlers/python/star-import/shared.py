import os

import boto3

__all__ = ["plots", "key_of"]

plots = boto3.resource("dynamodb").Table(os.environ["PLOTS"])


def key_of(plot):
    return {"id": f"plot#{plot}"}
