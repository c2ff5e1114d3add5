"""Runs Python handlers as Lambda does, one after another, and records every AWS call at the SDK.

Reads a JSON request a line: {"module", "export", "paths", "env", "events", "gate"}. Answers {"calls": [{"service", "operation", "input",
"key"}], "results": [...], "requests": [], "errors": [...]}; `key` is the access key that the call was made with, `results` what the handler
returned. A `gate` is asked before each call is sent or signed, and what it refuses is raised as AWS's answer is.
"""

import functools
import importlib
import json
import os
import sys
import traceback
import urllib.request

import boto3
import botocore.exceptions
import botocore.loaders
import botocore.session
import botocore.signers

calls = []
gate = None
start = botocore.session.Session.__init__


def shortened(value):
    """Bodies are of no interest, and some have no end."""
    return None if hasattr(value, "read") else str(value)


def record(service, operation, params):
    call = {"service": service, "operation": operation, "input": json.loads(json.dumps(params, default=shortened))}
    calls.append(call)
    if gate is not None:
        let_pass(call)


def let_pass(call):
    question = urllib.request.Request(gate, data=json.dumps(call).encode(), method="POST")
    with urllib.request.urlopen(question) as response:
        refused = json.load(response)
    if refused:
        error = {"Code": "AccessDeniedException", "Message": f"not authorized to perform {'; '.join(refused)}"}
        raise botocore.exceptions.ClientError({"Error": error, "ResponseMetadata": {"HTTPStatusCode": 403}}, call["operation"])


def recording(self, *args, **kwargs):
    start(self, *args, **kwargs)
    self.register(
        "before-parameter-build",
        lambda params, model, **_: record(model.service_model.service_name, model.name, params),
        unique_id="recorder",
    )
    self.register("before-send", keyed)


def keyed(request, **_):
    """A signed request names the key; calls that are only signed for later keep the function's own."""
    credential = request.headers.get("Authorization", b"")
    text = credential.decode() if isinstance(credential, bytes) else credential
    if "Credential=" in text and calls:
        calls[-1]["key"] = text.split("Credential=")[1].split("/")[0]


botocore.session.Session.__init__ = recording
# Every session would read the definitions of the services again.
definitions = botocore.loaders.create_loader()
botocore.session.create_loader = lambda *_: definitions
post = botocore.signers.S3PostPresigner.generate_presigned_post


@functools.wraps(post)
def recorded_post(self, request_dict, fields=None, conditions=None, expires_in=3600, region_name=None):
    # The client asks a model that it does not send for the bucket's address.
    if calls and calls[-1]["operation"] == "CreateBucket" and "key" not in calls[-1]:
        calls.pop()
    bucket = next((each["bucket"] for each in conditions or [] if isinstance(each, dict) and "bucket" in each), None)
    record("s3", "PutObject", {"Bucket": bucket, "Key": (fields or {}).get("key")})
    return post(self, request_dict, fields, conditions, expires_in, region_name)


botocore.signers.S3PostPresigner.generate_presigned_post = recorded_post


class Context:
    """What Lambda tells a handler about itself."""

    aws_request_id = "0b2d3c4e-0000-4000-8000-000000000001"
    function_version = "$LATEST"
    memory_limit_in_mb = 128

    def __init__(self, name, arn):
        self.function_name = name
        self.invoked_function_arn = arn
        self.log_group_name = f"/aws/lambda/{name}"
        self.log_stream_name = "2026/11/22/[$LATEST]1"

    def get_remaining_time_in_millis(self):
        return 30000


def fresh(paths):
    """As in a new environment: own modules and those that keep clients are loaded anew."""
    kept = tuple(os.path.abspath(path) + os.sep for path in paths)
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name.split(".")[0] == "aws_lambda_powertools" or file.startswith(kept):
            del sys.modules[name]
    boto3.DEFAULT_SESSION = None
    importlib.invalidate_caches()


def as_data(value):
    """What a handler returned as Lambda gives it on; None for what is no JSON."""
    try:
        return json.loads(json.dumps(value))
    except (TypeError, ValueError):
        return None


def run(request):
    global gate
    calls.clear()
    gate = request.get("gate")
    results = []
    errors = []
    before = dict(os.environ), list(sys.path), os.getcwd()
    os.environ.update(request["env"])
    sys.path[:0] = request["paths"]
    try:
        fresh([])
        handler = functools.reduce(getattr, request["export"], importlib.import_module(request["module"]))
        for event in request["events"]:
            context = Context(request["env"]["AWS_LAMBDA_FUNCTION_NAME"], request["arn"])
            results.append(as_data(handler(event, context)))
    except Exception as error:
        errors.append(f"{type(error).__name__}: {error}\n{traceback.format_exc(limit=-3)}")
    os.environ.clear()
    os.environ.update(before[0])
    sys.path[:] = before[1]
    os.chdir(before[2])
    fresh(request["paths"])
    return {"calls": calls, "results": results, "requests": [], "errors": errors}


say = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for line in sys.stdin:
    say.write(json.dumps(run(json.loads(line))) + "\n")
    say.flush()
