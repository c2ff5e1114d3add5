import json
import os
from urllib.parse import quote
from urllib.request import Request, urlopen

import requests

PORT = os.environ.get("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "2773")


def handler(event, context):
    token = secret()["token"]
    return requests.post(parameter(os.environ["PROVIDER"]), json={"order": event["order"]}, headers={"Authorization": token})


def secret():
    headers = {"X-Aws-Parameters-Secrets-Token": os.environ["AWS_SESSION_TOKEN"]}
    url = f"http://localhost:{PORT}/secretsmanager/get?secretId=" + os.environ["SECRET"]
    response = requests.get(url, headers=headers, timeout=3)
    return json.loads(json.loads(response.text)["SecretString"])


def parameter(name):
    request = Request(f"http://localhost:{PORT}/systemsmanager/parameters/get?name={quote(name, safe='')}")
    request.add_header("X-Aws-Parameters-Secrets-Token", os.environ["AWS_SESSION_TOKEN"])
    with urlopen(request, timeout=3) as response:
        return json.loads(response.read())["Parameter"]["Value"]
