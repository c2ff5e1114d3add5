from types import SimpleNamespace


class Record(SimpleNamespace):
    def __getattr__(self, name):
        return lambda **kwargs: kwargs


def handler(event, context):
    record = Record(**event["Records"][0])
    client = event["client"]
    print(client["dynamodb"], event["s3"]["put_object"])
    return record.get_object(Bucket="photos", Key=event["s3"]["key"])
