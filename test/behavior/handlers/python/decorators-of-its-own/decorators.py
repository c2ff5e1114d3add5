import functools
import json
import os

import boto3

s3 = boto3.client("s3")


def json_response(function):
    @functools.wraps(function)
    def wrapper(event, context):
        return {"statusCode": 200, "body": json.dumps(function(event, context), default=str)}

    return wrapper


def audited(prefix):
    def decorator(function):
        @functools.wraps(function)
        def wrapper(event, context):
            s3.put_object(Bucket=os.environ["AUDIT"], Key=f"{prefix}/{context.aws_request_id}.json", Body=json.dumps(event))
            return function(event, context)

        return wrapper

    return decorator


class retry:
    def __init__(self, times):
        self.times = times

    def __call__(self, function):
        def wrapper(*args, **kwargs):
            for attempt in range(self.times):
                try:
                    return function(*args, **kwargs)
                except ConnectionError:
                    if attempt == self.times - 1:
                        raise

        return wrapper
