import base64
import os

import boto3

kms = boto3.client("kms")


def handler(event, context):
    key = os.environ["KEY_ID"]
    sealed = kms.encrypt(KeyId=key, Plaintext=event["text"].encode())["CiphertextBlob"]
    opened = kms.decrypt(KeyId=key, CiphertextBlob=sealed)["Plaintext"].decode()
    assert opened == event["text"]
    return base64.b64encode(sealed).decode()
